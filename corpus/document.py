"""A file, understood: language, header and structure put together."""

from dataclasses import replace

from corpus.citations import find_citations
from corpus.header import read_header
from corpus.languages import detect_language
from corpus.models import LANGUAGES, Document, Language, SourceText
from corpus.relations import effect_notes, find_effects, find_relations
from corpus.structure import parse_structure


def parse_document(source: SourceText) -> Document:
    """The document in a text that a reader found.

    The language is the one its metadata names (``lang`` or ``language``), else the one its text shows. Never raises on odd
    text: what is not understood becomes unnumbered provisions and diagnostics.
    """
    language = _language(source)
    header, header_notes = read_header(source.text, source.metadata, language)
    root, structure_notes = parse_structure(source.text, language)
    document = Document(source, language, header, root, (*header_notes, *structure_notes))
    document = replace(document, citations=find_citations(document))
    document = replace(document, relations=find_relations(document), effects=find_effects(document))
    return replace(document, diagnostics=(*document.diagnostics, *effect_notes(document)))


def _language(source: SourceText) -> Language:
    named = source.metadata.get("lang") or source.metadata.get("language") or ""
    primary = named.strip().lower().split("-")[0]
    known = next((language for language in LANGUAGES if language == primary != "und"), None)
    return known or detect_language(source.text)
