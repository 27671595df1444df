"""A file, understood: language, header and structure put together."""

from dataclasses import replace

from corpus.citations.find import find_citations
from corpus.header import read_header
from corpus.labels import label_conflicts
from corpus.languages import detect_language
from corpus.models import LANGUAGES, Diagnostic, Document, Header, Language, SourceText
from corpus.relations.days import counted_day
from corpus.relations.effects import effect_notes, find_effects
from corpus.relations.find import find_relations
from corpus.structure.parsing import parse_structure


def parse_document(source: SourceText, name: str = "") -> Document:
    """The document in a text that a reader found.

    The language is the one its metadata names (``lang`` or ``language``), else the one its text shows. Never raises on odd
    text: what is not understood becomes unnumbered provisions and diagnostics.

    Args:
        source: The text.
        name: Name of its file, which is compared with what the text says of itself.
    """
    language = _language(source)
    header, header_notes = read_header(source.text, source.metadata, language)
    root, structure_notes = parse_structure(source.text, language)
    notes = (*header_notes, *label_conflicts(source, name, header, language), *structure_notes)
    document = Document(source, language, header, root)
    document = replace(document, citations=find_citations(document))
    document = replace(document, relations=find_relations(document), effects=find_effects(document))
    noticed = tuple(_with_page(note, source) for note in (*notes, *effect_notes(document)))
    return replace(document, header=_with_effect(document), diagnostics=noticed)


def _with_page(note: Diagnostic, source: SourceText) -> Diagnostic:
    """The diagnostic with the page that its span begins on."""
    return replace(note, page=source.page_at(note.span.start)) if note.span and not note.page else note


def _with_effect(document: Document) -> Header:
    """The header; where it names no day of effect, the one that the document's own clause on effect comes to."""
    header = document.header
    clauses = (effect for effect in document.effects if effect.kind == "effective" and not effect.anchors)
    counted = (counted_day(clause, header.issued) for clause in clauses)
    return replace(header, effective=header.effective or next(filter(None, counted), None))


def _language(source: SourceText) -> Language:
    named = source.metadata.get("lang") or source.metadata.get("language") or ""
    primary = named.strip().lower().split("-")[0]
    known = next((language for language in LANGUAGES if language == primary != "und"), None)
    return known or detect_language(source.text)
