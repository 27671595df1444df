"""What a text says when it refers to a document or to a provision."""

from dataclasses import dataclass, replace
from typing import Literal

from corpus.models import Language, Span

Ref = Literal["this_document", "this_article", "this_part", "amended_document", "unresolved"]
"""What a citation without a document means: the citing document, its article, another part of it, the document that an
amending provision changes, or something that the text leaves open."""

Relation = Literal[
    "based_on", "proposed_by", "amends", "amends_wording", "amended_by", "repeals", "repeals_part", "replaces",
    "terminates", "suspends", "details", "guides", "enacts", "consolidates", "corrects", "implements",
    "applies_mutatis_mutandis", "delegated_by",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a document, to provisions of one, or to provisions of the citing document. Unknown stays None.

    Attributes:
        span: Its characters in the text that was searched.
        raw: These characters.
        lang: The language it is written in.
        type: Token of the type table; ``promulgation`` for a Korean promulgation number, which names an event and no law.
        number: Running number as printed: ``05``, ``36a``, ``07-2``, ``2012다28745``.
        year: Year of the document, from its number or its date.
        symbol: Symbol in its official form: ``QĐ-TTg``, ``NQ/TW``, ``QH15``, ``대통령령``; for court decisions their form, ``판결``.
        symbol_printed: The symbol as the text prints it, where that differs from the official form in more than case.
        issuers: Issuing bodies as the number or the text prints them, in order: ``TTg``, ``QH13``, ``병무청``, ``대법원``.
        date: Date said beside it, ISO 8601.
        title: Title or name said, e.g. ``Luật Tổ chức Chính phủ``, ``민법``.
        id: Identity of the work, None while a part of it is unknown.
        id_pattern: The identity with ``*`` for each unknown part, where at least type and number are known.
        candidates: Works that it may mean, where the text does not decide.
        provisions: Anchors in the order of the text; a relative reference gives the part that it says (``khoan-2``), or the whole
            path where the tree of the document is known.
        ranges: First and last anchor of each range, both included.
        ref: What it means where it names no document.
        via: The words that stand for a document named elsewhere: ``같은 법``, ``법``, ``Luật Xây dựng``, ``Nghị định nêu trên``.
        relation: What the words around it make of it; a hint, None where they say nothing but that it is cited.
        subject: Identity of the document whose title or history says so (``Nghị định số 09/2010/NĐ-CP … sửa đổi … Nghị định số
            110/2004/NĐ-CP``); None when the citing document says it of itself.
        quoted: Whether it stands in new wording that an amending provision gives to another document.
        note: What else it points at: ``비고 6``.
        confidence: From 0 to 1, how sure the reading is.
        warnings: Codes such as ``blank_number``, ``year_in_number``, ``type_differs``, ``symbol_repaired``.
    """

    span: Span
    raw: str
    lang: Language = "und"
    type: str | None = None
    number: str | None = None
    year: int | None = None
    symbol: str | None = None
    symbol_printed: str | None = None
    issuers: tuple[str, ...] = ()
    date: str | None = None
    title: str | None = None
    id: str | None = None
    id_pattern: str | None = None
    candidates: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    ref: Ref | None = None
    via: str | None = None
    relation: Relation | None = None
    subject: str | None = None
    quoted: bool = False
    note: str | None = None
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit of an official letter: ``PTĐT`` of ``2353/BXD-PTĐT``."""
        return ((self.symbol or "").partition("-")[2] or None) if self.type == "cv" else None

    @property
    def names_document(self) -> bool:
        """Whether it says of itself which document it means."""
        return bool(self.number or self.title or self.id or self.symbol)

    def at(self, text: str, span: Span) -> "Citation":
        """The same reference over another stretch of the text."""
        return replace(self, span=span, raw=span.of(text))

    def warned(self, *codes: str, confidence: float = 1.0) -> "Citation":
        """With these codes added, and the confidence no higher than this."""
        warnings = tuple(dict.fromkeys((*self.warnings, *codes)))
        return replace(self, warnings=warnings, confidence=min(self.confidence, confidence))
