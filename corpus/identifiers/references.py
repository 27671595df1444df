"""What a query says about a known document: its number or name, and the provision it asks for."""

import re
from dataclasses import dataclass

from corpus.identifiers.mentions import NumberMention, find_numbers
from corpus.identifiers.names import NameMention, find_name
from corpus.identifiers.pinpoints import Pinpoint, find_pinpoints
from corpus.identifiers.types import Country, types_by_token
from corpus.models import Span
from corpus.normalize import Derived, clean, key


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a document, to a provision, or to a provision of a document. Unknown stays None.

    Attributes:
        span: The stretch of the query from the first to the last word that was used.
        rest: What the query says besides.
        number: Running number as typed, e.g. ``950``, ``36a``, ``06``.
        year: Year of the number, or said beside it.
        type: Token of the type table.
        issuer: Token of the issuer table.
        symbol: Symbol as printed, e.g. ``QĐ-TTg``.
        document_number: The whole number as it would be printed, where the query has its full form.
        titles: Titles to look for by ``title_key``, best first: as typed, then the present title of a short or former one.
        anchors: Provisions to look for, in order of the query; several for lists and where the query leaves a choice.
    """

    span: Span
    rest: str
    number: str | None = None
    year: int | None = None
    type: str | None = None
    issuer: str | None = None
    symbol: str | None = None
    document_number: str | None = None
    titles: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def title(self) -> str | None:
        """The title as typed, None when the query names no law."""
        return self.titles[0] if self.titles else None

    @property
    def id_pattern(self) -> str | None:
        """The identity that the query asks for, `*` for what it leaves open; None when it gives no number of Vietnam."""
        entry = types_by_token().get(self.type or "")
        if self.number is None or (entry and entry.country == "kr"):
            return None
        is_code = self.type in {"qcvn", "qcdp", "tcvn"}
        number = self.number.lower() if is_code else self.number.lower().lstrip("0") or "0"
        return f"vn/{self.type or '*'}/{self.issuer or '*'}/{self.year or '*'}/{number}"


_NUMBER_AND_YEAR = re.compile(r"(?P<number>\d{1,5}[a-zđ]?) ?/ ?(?P<year>(?:19|20)\d\d)")
_KOREA = re.compile(r"(?<!\w)(?:korean?|south korea|hàn quốc|han quoc)(?!\w)|한국|대한민국|[가-힣]")
_VIETNAM = re.compile(r"(?<!\w)(?:viet ?nam(?:ese)?|việt nam)(?!\w)")
_EDGES = re.compile(r"^[\s,;:.()–-]+|[\s,;:(–-]+(?=[?!.]*$)")


def parse_reference(query: str) -> Reference | None:
    """What a query says about a known document; None for an ordinary question.

    With or without accents, case and punctuation:

    - by number: ``950/QĐ-TTg``, ``qd 950 ttg``, ``quyết định 950``, ``NĐ 269/2025/NĐ-CP``, ``Luật số 62/2020/QH14``,
      ``QCVN 06:2022/BXD``, ``Đề án 950``, ``법률 제16631호``
    - by name: ``Luật Xây dựng``, ``스마트도시법 제2조``, ``국토계획법 시행령 제3조의2 제1항 제2호``, ``smart city act article 2``
    - provision alone: ``제2조``, ``Điều 5``

    Nothing is resolved here: a number without a year or an issuer stays a question to the collection. Counts and
    fractions (``41/63 tỉnh``, ``3 nghị định``) are no references.
    """
    stored = clean(query)
    form = key(stored.text)
    numbers = find_numbers(form.text)
    mention = numbers[0] if numbers else _bare_number(form.text)
    spans = tuple(pinpoint.span for pinpoint in find_pinpoints(form.text))
    name = None if mention and mention.symbol else find_name(form.text, spans)
    pinpoints = find_pinpoints(form.text, _country(form.text, mention, name))
    if not (mention or name):
        pinpoints = tuple(pinpoint for pinpoint in pinpoints if pinpoint.sufficient)
    if not (mention or name or pinpoints):
        return None
    return _reference(_Parts(query, stored, form), mention, name, pinpoints)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A query and its two derived forms, for the way back to its own characters."""

    query: str
    stored: Derived
    form: Derived

    def source(self, span: Span) -> Span:
        return self.stored.to_source(*self.form.to_source(*span))


def _bare_number(text: str) -> NumberMention | None:
    """``269/2025`` when it is the whole query."""
    match = _NUMBER_AND_YEAR.fullmatch(text)
    return NumberMention(Span(*match.span()), match["number"], int(match["year"])) if match else None


def _country(text: str, mention: NumberMention | None, name: NameMention | None) -> Country | None:
    """Whose provisions an English ``article`` means: the document's country, else one that the query names."""
    token = (mention.type if mention else None) or (name.type if name else None)
    entry = types_by_token().get(token or "")
    if entry:
        return entry.country
    if mention and mention.symbol:
        return "vn"
    if _KOREA.search(text):
        return "kr"
    return "vn" if _VIETNAM.search(text) else None


def _reference(
    parts: _Parts, mention: NumberMention | None, name: NameMention | None, pinpoints: tuple[Pinpoint, ...]
) -> Reference:
    used = [part.span for part in (mention, name, *pinpoints) if part]
    spans = sorted(parts.source(span) for span in used)
    return Reference(
        span=Span(spans[0].start, max(span.end for span in spans)),
        rest=_rest(parts.query, spans),
        number=mention.number if mention else None,
        year=(mention.year if mention else None) or (name.year if name else None),
        type=(mention.type if mention else None) or (name.type if name else None),
        issuer=mention.issuer if mention else None,
        symbol=mention.symbol if mention else None,
        document_number=mention.printed if mention else None,
        titles=name.titles if name else (),
        anchors=tuple(dict.fromkeys(anchor for pinpoint in pinpoints for anchor in pinpoint.anchors)),
    )


def _rest(query: str, spans: list[Span]) -> str:
    """The query without the stretches that were used, edges tidied."""
    pieces, position = [], 0
    for span in spans:
        pieces.append(query[position : max(position, span.start)])
        position = max(position, span.end)
    pieces.append(query[position:])
    tidy = (_EDGES.sub("", piece) for piece in pieces)
    return " ".join(piece for piece in tidy if piece)
