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

from corpus.citations.forms import Forms
from corpus.dates import DateMention, find_dates
from corpus.models import Document, Span
from corpus.relations.models import DateBasis, Effect
from corpus.relations.sentences import Sentences

_TYPES = (
    r"(?:bộ luật|luật|pháp lệnh|nghị quyết(?: liên tịch)?|nghị định|quyết định|thông tư(?: liên tịch)?|chỉ thị|lệnh|hiến pháp"
    r"|quy chế|quy định|quy chuẩn|văn bản|kế hoạch)"
)
_SPACE = r"\s{1,4}"
_EFFECT = re.compile(
    rf"(?P<own>(?<![^\W_]){_TYPES.replace(' ', _SPACE)}{_SPACE}này)?{_SPACE}(?:bắt đầu{_SPACE})?có{_SPACE}hiệu{_SPACE}lực"
    rf"(?:{_SPACE}thi{_SPACE}hành)?,?{_SPACE}(?=(?:kể{_SPACE})?(?:từ|sau)(?![^\W_]))"
)
_END = re.compile(
    rf"(?<![^\W_])(?P<own>{_TYPES.replace(' ', _SPACE)}{_SPACE}này){_SPACE}hết{_SPACE}hiệu{_SPACE}lực"
    rf"(?:{_SPACE}thi{_SPACE}hành)?{_SPACE}(?=(?:kể{_SPACE})?từ(?![^\W_]))"
)
_UNTIL = re.compile(
    rf"(?:và{_SPACE}(?:có{_SPACE}hiệu{_SPACE}lực|được{_SPACE}thực{_SPACE}hiện){_SPACE})?đến(?:{_SPACE}hết)?{_SPACE}(?=ngày)"
)
_LATER = re.compile(
    rf"(?:kể{_SPACE})?(?:từ|sau){_SPACE}(?P<days>\d{{1,3}}){_SPACE}ngày,?{_SPACE}(?:kể{_SPACE})?(?:từ|sau){_SPACE}ngày{_SPACE}(?:được{_SPACE})?(?:ký|ban|thông|công|đăng)"
)
_TIME_OF_ANOTHER = re.compile(r"(?:ngày|khi|điểm|hạn|sau|trước)\s{1,4}$")
_PARTS = re.compile(
    r"(?:quy định|điều|khoản|điểm|nội dung)\s[^.;\n]{0,40}?(?:sau\s(?:đây\s)?|dưới đây\s)?(?:của|trong|tại)\s{1,4}$"
)
_WHEN = 140
_JOINT = re.compile(r"[\s,;]*(?:và|hoặc|của|tại|các|các quy định|quy định|nội dung)?[\s,;]*")


def vietnamese_effects(document: Document) -> list[Effect]:
    """What a Vietnamese document says of its own effect; what it says of other documents is left out."""
    reader = _Reader(document)
    return [*reader.begins(), *reader.ends()]


class _Reader:
    """Reads the clauses of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._low = Forms.of(document.text).low
        self._sentences = Sentences(document.text, document.root)
        self._own = [
            one for one in document.citations if one.ref in {"this_document", "this_article", "this_part"}
        ]
        self._quoted = [one.span for one in document.citations if one.quoted]

    def begins(self) -> Iterator[Effect]:
        """`có hiệu lực từ …`, of the document or of provisions named right before."""
        for match in _EFFECT.finditer(self._low):
            subject = Span(*match.span("own")) if match["own"] else Span(match.start(), match.start())
            anchors = self._named_before(subject.start) or self._listed_below(match)
            if not anchors and (not match["own"] or self._speaks_of_parts(subject.start)):
                continue
            if _TIME_OF_ANOTHER.search(self._low, max(0, subject.start - 12), subject.start):
                continue
            yield from self._from(match.end(), Span(subject.start, match.end()), anchors)

    def ends(self) -> Iterator[Effect]:
        """`Nghị quyết này hết hiệu lực từ …`."""
        for match in _END.finditer(self._low):
            if _TIME_OF_ANOTHER.search(self._low, max(0, match.start() - 12), match.start()):
                continue
            mention = self._date_at(match.end())
            if mention and mention.iso:
                yield self._effect(
                    "expires", Span(*match.span()), self._named_before(match.start()), mention.iso
                )

    def _from(self, position: int, clause: Span, anchors: tuple[str, ...]) -> Iterator[Effect]:
        later = _LATER.match(self._low, position)
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
        gap = re.compile(r"[\s,]*").match(self._low, position)
        until = _UNTIL.match(self._low, gap.end() if gap else position)
        last = self._date_at(until.end()) if until else None
        if last and last.iso and last.precision == "day":
            over = (date.fromisoformat(last.iso) + timedelta(days=1)).isoformat()
            yield self._effect("expires", clause, anchors, over)

    def _date_at(self, position: int) -> DateMention | None:
        """The date that begins within the next words."""
        window = self._document.text[position : position + _WHEN]
        found = [mention for mention in find_dates(window) if mention.span.start <= len("kể từ 0 giờ ngày ")]
        return found[0] if found else None

    def _named_before(self, position: int) -> tuple[str, ...]:
        """Anchors of the own provisions that stand, as a list, right before a place."""
        anchors: list[str] = []
        for citation in reversed([one for one in self._own if one.span.end <= position]):
            if not _JOINT.fullmatch(self._low, citation.span.end, position):
                break
            anchors = [*citation.provisions, *anchors]
            position = citation.span.start
        return tuple(anchors)

    def _speaks_of_parts(self, position: int) -> bool:
        """Whether the words before are `Các quy định sau đây của`, so that not the whole document is meant."""
        return _PARTS.search(self._low, max(0, position - _WHEN), position) is not None

    def _listed_below(self, match: re.Match[str]) -> tuple[str, ...]:
        """The provisions that follow as a list where the clause says `Các quy định sau đây của Luật này … :`."""
        if not match["own"] or not self._speaks_of_parts(match.start()):
            return ()
        unit = self._document.root.holding(Span(*match.span()))
        below = (one for one in self._own if match.end() <= one.span.start < unit.span.end)
        return tuple(anchor for one in below for anchor in one.provisions)

    def _effect(
        self,
        kind: str,
        clause: Span,
        anchors: tuple[str, ...],
        day: str | None,
        basis: DateBasis = "stated",
        days: int = 0,
    ) -> Effect:
        return Effect(
            "expires" if kind == "expires" else "effective",
            self._document.root.holding(clause).anchor,
            anchors,
            day,
            basis,
            self._sentences.around(clause),
            days=days,
        )
