"""The nouns of the corpus: spans, pages, the text of a file, its header, its provisions and its passages.

Every span counts characters (Unicode code points) of one string, the *stored text* of its document: NFC, nothing rewritten.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from corpus.citations.models import Citation
    from corpus.relations.models import Effect, Relation

Language = Literal["vi", "ko", "en", "und"]
"""A language of the knowledge base; `und` (ISO 639-2, undetermined) for text that shows none."""

LANGUAGES: tuple[Language, ...] = ("vi", "ko", "en", "und")


class Span(NamedTuple):
    """A half-open range of character offsets into the stored text."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of the stored text that this span covers."""
        return text[self.start : self.end]


class Page(NamedTuple):
    """The text, or the footnotes, of one page of the file: its number as counted from 1, and the offsets."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a person should know about a text, with the place where it is.

    Attributes:
        code: A stable word for programs, e.g. `gap_in_sequence`.
        message: One sentence for people.
        span: The characters it speaks of, if it speaks of some.
        page: The page, counted from 1.
    """

    code: str
    message: str
    span: Span | None = None
    page: int | None = None


class OcrPage(NamedTuple):
    """A page whose text was recognised from its picture.

    Attributes:
        number: Counted from 1.
        confidence: What the recogniser thinks of it: the mean over its words, from 0 to 1.
    """

    number: int
    confidence: float


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What became of one file on its way to text.

    Attributes:
        format: The format found in the bytes: pdf, docx, doc, rtf, odt, xlsx, xls, pptx, html, hwp, hwp3, hwpx, hwpml, markdown,
            xml, lawgokr (an answer of law.go.kr), picture or text.
        encoding: The character encoding the bytes were decoded with, None where the format fixes it.
        pages: Number of pages; 1 for formats without pages.
        empty_pages: Numbers of the pages without text, counted from 1.
        characters: Length of the stored text.
        repaired: Characters of the file that were changed or dropped on the way to the stored text (NFC composition excluded).
        diagnostics: Warnings, in the order of the text.
        ocr_pages: The pages whose text comes from OCR, in order.
        encoding_evidence: Why it is that encoding, in words; None where the format fixes it.
        unknown_words: Share of the words that can be no Vietnamese, Korean or English ones, from 0 to 1; None for too few
            words. What counts is said at `corpus.readers.wording.unknown_words`.
    """

    format: str
    encoding: str | None
    pages: int
    empty_pages: tuple[int, ...]
    characters: int
    repaired: int
    diagnostics: tuple[Diagnostic, ...] = ()
    ocr_pages: tuple[OcrPage, ...] = ()
    encoding_evidence: str | None = None
    unknown_words: float | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader makes of a file.

    Attributes:
        text: The stored text: NFC, line ends are line feeds, otherwise as in the file.
        pages: In the order of the text, disjoint, together covering it. Footnotes of PDF follow the last page: their pages
            come again, with the number of the page they were printed on.
        metadata: Front matter or document properties as found (`number`, `title`, `date` … as strings).
        report: What happened on the way.
    """

    text: str
    pages: tuple[Page, ...]
    metadata: Mapping[str, str]
    report: QualityReport

    def page_at(self, offset: int) -> int | None:
        """Number of the page with this character of the text; None for a text of one page, which may come from a format without."""
        if self.report.pages <= 1:
            return None
        return next((page.number for page in self.pages if page.start <= offset < page.end), None)


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself. Unknown stays None; nothing is guessed.

    Attributes:
        work_id: Identity of the work, e.g. `vn/qd/ttg/2018/950`; None while type, issuer, year or number is unknown.
        number: Number as printed, e.g. `950/QĐ-TTg`, `법률 제16631호`.
        type: Token of the document type table, e.g. `qd`, `nd`, `act`, `pd`.
        issuer: Token of the issuer table, e.g. `ttg`, `bxd`, `molit`; None when the table does not know it.
        issuer_name: The issuer as printed.
        issued: Issue or promulgation date, ISO 8601, reduced to the precision that is known: `2018-08-01`, `2026-06`, `2018`.
        effective: Date of effect in the same form.
        title: Title without type and number.
        expires: Last day of effect in the same form, where the front matter names one; what the text says of it is an effect.
        signer: Name of the person who signed.
        revision: Kind of a Korean revision as printed, e.g. `일부개정`.
        law_id: Number of the law in the register of law.go.kr (법령ID, 자치법규ID): the same for all its versions.
        aliases: Other numbers under which sources print the same work; which one is right is disputed.
    """

    work_id: str | None = None
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    issued: str | None = None
    effective: str | None = None
    title: str | None = None
    expires: str | None = None
    signer: str | None = None
    revision: str | None = None
    law_id: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered unit of a document, or a stretch of unnumbered text between such units.

    Spans nest: children lie inside their parent, disjoint and in order. What no child covers is the provision's own text.

    Attributes:
        anchor: Path of the unit, unique in the document, e.g. `dieu-1.muc-3.khoan-1.diem-a`, `jo-2.ho-3.mok-ga`, `buchik-16631.jo-1`,
            `text-4` for unnumbered text. The root's anchor is empty.
        kind: First word of the last step of the anchor: `dieu`, `khoan`, `jo`, `text` …; `document` for the root.
        label: Label as printed, e.g. `Điều 5`, `제3조의2`, `①`; empty for unnumbered text.
        title: Heading after the label, None if it has none.
        span: Label, heading, text and all children.
        children: In the order of the text.
    """

    anchor: str
    kind: str
    label: str
    title: str | None
    span: Span
    children: tuple["Provision", ...] = ()

    @property
    def heading(self) -> str:
        """Label and title on one line, as its country writes them: `Điều 5. Trách nhiệm`, `제2조(정의)`, `제1장 총칙`, `[별표 1] 서식`."""
        if not self.title or not self.label:
            return self.label or self.title or ""
        if self.kind == "jo":
            return f"{self.label}({self.title})"
        separator = (
            " " if self.label.startswith(("제", "[", "별")) or self.label.endswith((".", ":")) else ". "
        )
        return f"{self.label}{separator}{self.title}"

    def walk(self) -> Iterator["Provision"]:
        """This provision and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def holding(self, span: Span) -> "Provision":
        """The smallest provision at or below this one that contains a span; itself when no child does."""
        index = bisect_right(self.children, span.start, key=lambda child: child.span.start) - 1
        if index >= 0 and self.children[index].span.contains(span):
            return self.children[index].holding(span)
        return self


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and retrieved: a stretch of text inside one provision.

    Attributes:
        anchor: The smallest provision that contains the span.
        span: Characters of the stored text.
        path: Headings from the outside in, down to that provision; repeated before the text when it is indexed.
        language: Language of these characters.
    """

    anchor: str
    span: Span
    path: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Document:
    """A file, understood.

    Attributes:
        source: Its text, pages, metadata and quality report.
        language: The language of most of it.
        header: What it says of itself.
        root: The tree of provisions; its span is the whole stored text.
        diagnostics: What the parsers noticed, in the order of the text.
        citations: What it refers to, in the order of the text.
        relations: What it does to other law, and other law to it, as its sentences say; in the order of the text.
        effects: When it, or parts of it, take and lose effect, as its sentences say; in the order of the text.
    """

    source: SourceText
    language: Language
    header: Header
    root: Provision
    diagnostics: tuple[Diagnostic, ...] = ()
    citations: tuple["Citation", ...] = ()
    relations: tuple["Relation", ...] = ()
    effects: tuple["Effect", ...] = ()

    @property
    def text(self) -> str:
        """The stored text."""
        return self.source.text
