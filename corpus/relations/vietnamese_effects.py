"""Clauses on effect in Vietnamese documents (Law 64/2025/QH15 on legal documents, chapter on effect; Decree 30/2020/NĐ-CP, Appendix I).

Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2026.
Quyết định này có hiệu lực kể từ ngày ký và thay thế …
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2021, trừ trường hợp quy định tại khoản 2 Điều này.
Khoản 13 Điều 1 của Luật này có hiệu lực từ ngày 15 tháng 8 năm 2020.
Thông tư này có hiệu lực từ ngày 01/3/2026 đến hết ngày 31/12/2026.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.citations.forms import SPACE, Forms
from corpus.citations.setting import Setting
from corpus.dates import DateMention, find_dates
from corpus.models import Document, Span
from corpus.relations.lists import heads_item
from corpus.relations.models import DateBasis, Effect, EffectKind
from corpus.relations.reach import anchors_of
from corpus.relations.sentences import Sentences

_TYPES = (
    "(?:bo luat|luat|phap lenh|nghi quyet(?: lien tich)?|nghi dinh|quyet dinh|thong tu(?: lien tich)?|chi thi|lenh|hien phap"
    "|quy che|quy dinh|quy chuan|van ban|ke hoach)"
)


def _words(pattern: str) -> re.Pattern[str]:
    """A pattern over the form without accents, which scans print wrongly (`thì hành`); a space stands for any gap."""
    return re.compile(pattern.replace(" ", SPACE))


_EFFECT = _words(
    rf"(?:(?<![^\W_])(?P<own>{_TYPES} nay))?(?: bat dau)? co hieu luc(?: thi hanh)?,? (?=(?:ke )?(?:tu|sau)(?![^\W_]))"
)
_UNSAID = _words(
    rf"(?:(?<=\n)|(?<=\A))(?:[\d#*]{{1,3}}[.)]? )?(?P<own>{_TYPES}) co hieu luc(?: thi hanh)? (?=(?:ke )?tu(?![^\W_]))"
)
"""`1. Nghị định có hiệu lực từ 09/02/2026`: a digest leaves out `này`."""
_END = _words(rf"(?<![^\W_])(?P<own>{_TYPES} nay) het hieu luc(?: thi hanh)? (?=(?:ke )?tu(?![^\W_]))")
_UNTIL = _words(r"[\s,]*(?:va (?:co hieu luc|duoc thuc hien) )?den(?: het)? ")
_LATER = _words(
    r"(?:ke )?(?:tu|sau) (?P<days>\d{1,3}) ngay,? (?:ke )?(?:tu|sau) ngay (?:duoc )?(?:ky|ban|thong|cong|dang)"
)
_TIME_OF_ANOTHER = re.compile(r"(?:ngay|khi|diem|han|sau|truoc)\s{1,4}$")
_PARTS = re.compile(
    r"(?:quy dinh|dieu|khoan|diem|noi dung)\s[^.;\n]{0,40}?(?:sau\s(?:day\s)?|duoi day\s)?(?:cua|trong|tai)\s{1,4}$"
)
_OWN = frozenset({"this_document", "this_article", "this_part"})
_WHEN = 140
_JOINT = re.compile(r"[\s,;]*(?:va|hoac|cua|tai|cac|cac quy dinh|quy dinh|noi dung)?[\s,;]*")


def vietnamese_effects(document: Document) -> list[Effect]:
    """What a Vietnamese document says of its own effect; what it says of other documents is left out."""
    reader = _Reader(document)
    return [*reader.begins(), *reader.ends()]


class _Reader:
    """Reads the clauses of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        forms = Forms.of(document.text)
        self._low, self._bare = forms.low, forms.bare
        self._setting = Setting.of(document, {})
        self._sentences = Sentences(document.text, document.root)
        self._own = [one for one in document.citations if one.ref in _OWN]

    def begins(self) -> Iterator[Effect]:
        """`có hiệu lực từ …`, of the document or of provisions named right before."""
        for match in self._clauses(_EFFECT):
            subject = Span(*match.span("own")) if match["own"] else Span(match.start(), match.start())
            anchors = self._named_before(subject) or self._listed_below(match)
            if anchors or (match["own"] and not self._speaks_of_parts(subject.start)):
                yield from self._from(match.end(), Span(subject.start, match.end()), anchors)
        for match in self._clauses(_UNSAID):
            yield from self._from(match.end(), Span(match.start("own"), match.end()), ())

    def ends(self) -> Iterator[Effect]:
        """`Nghị quyết này hết hiệu lực từ …`."""
        for match in self._clauses(_END):
            mention = self._date_at(match.end())
            if mention and mention.precision == "day":
                anchors = self._named_before(Span(*match.span("own")))
                yield self._effect("expires", Span(*match.span()), anchors, mention.iso)

    def _clauses(self, words: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Clauses that the document makes itself, not in new wording for another one, nor as the time of something else."""
        for match in words.finditer(self._bare):
            start = match.start("own") if match["own"] else match.start()
            another = _TIME_OF_ANOTHER.search(self._bare, max(0, start - 12), start)
            if not another and not self._setting.is_quoted(start):
                yield match

    def _from(self, position: int, clause: Span, anchors: tuple[str, ...]) -> Iterator[Effect]:
        later = _LATER.match(self._bare, position)
        if later:
            yield self._effect("effective", clause, anchors, None, "signing", int(later["days"]))
            return
        mention = self._date_at(position)
        if mention is None or mention.relative == "effective_date":
            return
        if mention.iso is None:
            basis: DateBasis = "signing" if mention.relative else "unknown"
            yield self._effect("effective", clause, anchors, None, basis)
            return
        yield self._effect("effective", clause, anchors, mention.iso)
        yield from self._term(position + mention.span.end, clause, anchors)

    def _term(self, position: int, clause: Span, anchors: tuple[str, ...]) -> Iterator[Effect]:
        """`… đến hết ngày 31/12/2026`: the end that stands beside the beginning."""
        until = _UNTIL.match(self._bare, position)
        last = self._date_at(until.end()) if until else None
        if last and last.iso and last.precision == "day":
            over = (date.fromisoformat(last.iso) + timedelta(days=1)).isoformat()
            yield self._effect("expires", clause, anchors, over)

    def _date_at(self, position: int) -> DateMention | None:
        """The date that begins within the next words."""
        window = self._document.text[position : position + _WHEN]
        found = [mention for mention in find_dates(window) if mention.span.start <= len("kể từ 0 giờ ngày ")]
        return found[0] if found else None

    def _named_before(self, subject: Span) -> tuple[str, ...]:
        """Anchors of the own provisions that stand, as a list, right before a place, or go on into it: `Điều 1 của Luật này`."""
        anchors: list[str] = []
        position = subject.start
        for citation in reversed([one for one in self._own if one.span.end <= subject.end]):
            if citation.span.end <= position and not _JOINT.fullmatch(
                self._bare, citation.span.end, position
            ):
                break
            anchors = [*anchors_of(citation), *anchors]
            position = citation.span.start
        return tuple(anchors)

    def _speaks_of_parts(self, position: int) -> bool:
        """Whether the words before are `Các quy định sau đây của`, so that not the whole document is meant."""
        return _PARTS.search(self._bare, max(0, position - _WHEN), position) is not None

    def _listed_below(self, match: re.Match[str]) -> tuple[str, ...]:
        """The provisions that follow as a list where the clause says `Các quy định sau đây của Luật này … :`."""
        if not match["own"] or not self._speaks_of_parts(match.start()):
            return ()
        unit = self._document.root.holding(Span(*match.span()))
        below = (
            one for one in self._document.citations
            if match.end() <= one.span.start < unit.span.end
            and one.ref in {*_OWN, "unresolved"} and heads_item(self._low, one.span.start, match.end())
        )  # fmt: skip
        return tuple(dict.fromkeys(anchor for one in below for anchor in anchors_of(one)))

    def _effect(
        self,
        kind: EffectKind,
        clause: Span,
        anchors: tuple[str, ...],
        day: str | None,
        basis: DateBasis = "stated",
        days: int = 0,
    ) -> Effect:
        return Effect(
            kind,
            self._document.root.holding(clause).anchor,
            anchors,
            day,
            basis,
            self._sentences.around(clause),
            days=days,
        )
