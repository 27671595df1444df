"""The reading page: a document as its tree of provisions, every unit with an anchor, found words marked.

Nothing of the text is dropped or moved: read in order, headings and paragraphs are the stored text without its blank lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.excerpt import Piece, split_marked
from api.web.frame import Frame
from api.web.law_in_time import ValidityBadge, validity_badge
from corpus.header.details import read_details
from corpus.identifiers import issuer_name, type_name
from corpus.models import Language, Provision, QualityReport, Span
from indexer.models import DocumentRecord
from kb.models import StoredDocument
from kb.timeline.models import Validity

_DIVISIONS = frozenset(
    {
        "phan",
        "chuong",
        "muc",
        "tieumuc",
        "pyeon",
        "jang",
        "jeol",
        "gwan",
        "buchik",
        "phuluc",
        "byeolpyo",
        "dinhkem",
    }
)
_ARTICLES = frozenset({"dieu", "jo"})
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_MAX_MARKS = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision as the page shows it.

    Attributes:
        anchor: Its anchor, the id of the element.
        role: `division`, `article` or `item`: how it is set.
        level: Level of its heading (2 or 3); 0 when it is no landmark of the page.
        name: How a link to it is called.
        heading: Its heading as printed, cut at the marks; empty when it has none.
        content: Its paragraphs and units, in the order of the text.
    """

    anchor: str
    role: str
    level: int
    name: str
    heading: tuple[Piece, ...]
    content: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Either a paragraph or a unit.

    Attributes:
        pieces: The paragraph, cut at the marks.
        unit: The unit.
    """

    pieces: tuple[Piece, ...] = ()
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents with the lines below it."""

    anchor: str
    heading: str
    children: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """What the template shows of a document."""

    title: str
    language: Language
    validity: ValidityBadge | None
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    contents: tuple[Entry, ...]
    content: tuple[Part, ...]


def reading_page(
    stored: StoredDocument, validity: Validity, marks: Sequence[Span], frame: Frame
) -> ReadingPage:
    """The page of a document.

    Args:
        stored: The document.
        validity: Its own, today.
        marks: Spans of its stored text to highlight.
        frame: For the words of the interface.
    """
    root, content = stored.content.root, stored.content
    return ReadingPage(
        title=stored.record.title,
        language=stored.record.language,
        validity=validity_badge(validity, frame),
        facts=tuple((name, value) for name, value in _facts(stored, frame) if value),
        notices=tuple(found.message for found in (*content.report.diagnostics, *content.diagnostics)),
        contents=_entries(root),
        content=_Setter(content.text, tuple(sorted(marks))).content(root, root.span.start),
    )


def parse_marks(text: str) -> tuple[Span, ...]:
    """Spans from an address, e.g. `12-40,97-103`; what is not of this form is passed over."""
    found = (_MARK.fullmatch(part) for part in text.split(",")[:_MAX_MARKS])
    return tuple(Span(int(match[1]), int(match[2])) for match in found if match)


def format_marks(marks: Sequence[Span]) -> str:
    """The inverse of `parse_marks`."""
    return ",".join(f"{mark.start}-{mark.end}" for mark in marks[:_MAX_MARKS])


def _facts(stored: StoredDocument, frame: Frame) -> Iterator[tuple[str, str | None]]:
    header, record = stored.record.header, stored.record
    details = read_details(stored.content.text, header)
    yield "number", header.number or details.symbol
    yield "disputed", ", ".join(header.aliases)
    yield "type", type_name(header.type) if header.type else None
    yield "issuer", printed_issuer(record)
    yield "issued", header.issued
    yield "effective", header.effective
    yield "signer", header.signer
    yield "place", details.place
    yield "addressees", "; ".join(details.addressees)
    yield "ministry", details.ministry
    yield "first_issued", details.first_issued
    yield "language", frame.labels.say(record.language)
    yield "identity", header.work_id
    yield "source", record.document_id
    yield from _reading_facts(stored.content.report)


def _reading_facts(report: QualityReport) -> Iterator[tuple[str, str | None]]:
    """How the file was read."""
    yield "format", report.format
    yield "encoding", report.encoding
    yield "pages", str(report.pages) if report.pages > 1 else None
    yield "empty_pages", ", ".join(map(str, report.empty_pages))
    yield (
        "ocr_pages",
        ", ".join(f"{number} ({confidence:.0%})" for number, confidence in report.ocr_pages),
    )
    yield "repaired", f"{report.repaired:,}" if report.repaired else None
    yield "unknown_words", f"{report.unknown_words:.1%}" if report.unknown_words else None


def printed_issuer(record: DocumentRecord) -> str | None:
    """The issuer as printed, else as the table of issuers names it."""
    header = record.header
    return header.issuer_name or (issuer_name(header.issuer) if header.issuer else None)


def _entries(provision: Provision) -> tuple[Entry, ...]:
    """Divisions and articles, nested as they are; smaller units are left to the text."""
    return tuple(
        Entry(child.anchor, child.heading, _entries(child))
        for child in provision.children
        if _role(child) != "item" and child.heading
    )


def _words(text: str) -> str:
    """A pattern for these words with any white space between them."""
    return r"\s+".join(re.escape(word) for word in text.split())


def _role(provision: Provision) -> str:
    if provision.kind in _DIVISIONS:
        return "division"
    return "article" if provision.kind in _ARTICLES else "item"


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets provisions of one stored text.

    Attributes:
        text: The stored text.
        marks: What to highlight, sorted.
    """

    text: str
    marks: tuple[Span, ...]

    def content(self, provision: Provision, start: int) -> tuple[Part, ...]:
        """Paragraphs and units of a provision from this offset on."""
        return tuple(self._parts(provision, start))

    def _parts(self, provision: Provision, start: int) -> Iterator[Part]:
        for child in provision.children:
            yield from self._paragraphs(start, child.span.start)
            yield Part(unit=self._unit(child))
            start = child.span.end
        yield from self._paragraphs(start, provision.span.end)

    def _paragraphs(self, start: int, end: int) -> Iterator[Part]:
        for match in _PARAGRAPH.finditer(self.text, start, end):
            if match[0].strip():
                yield Part(pieces=self._cut(match.start(), match.end()))

    def _unit(self, provision: Provision) -> Unit:
        role = _role(provision)
        end = provision.span.start if role == "item" else self._heading_end(provision)
        return Unit(
            anchor=provision.anchor,
            role=role,
            level={"division": 2, "article": 3}.get(role, 0) if end > provision.span.start else 0,
            name=provision.label or provision.anchor,
            heading=self._cut(provision.span.start, end),
            content=self.content(provision, end),
        )

    def _heading_end(self, provision: Provision) -> int:
        """Where the printed heading ends; at the start of the provision when the text does not begin with it.

        A printed heading may run over several lines (`Chương I`, `QUY ĐỊNH CHUNG`), and a Korean article goes on after it on the same
        line (`제1조(목적) 이 법은 …`).
        """
        end = provision.children[0].span.start if provision.children else provision.span.end
        printed = rf"{_words(provision.label)}[\s.:(–-]*{_words(provision.title or '')}[.)\]]*"
        match = re.compile(printed).match(self.text, provision.span.start, end) if provision.heading else None
        return match.start() + len(match[0].rstrip()) if match else provision.span.start

    def _cut(self, start: int, end: int) -> tuple[Piece, ...]:
        return tuple(split_marked(self.text, Span(start, end), self.marks))
