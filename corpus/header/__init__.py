"""What a document says of itself: number, type, issuer, dates, title, and the identity they make."""

from collections.abc import Mapping
from dataclasses import replace

from corpus.header.front_matter import read_front_matter
from corpus.header.korean import read_korean
from corpus.header.lines import heading
from corpus.header.merging import merge
from corpus.header.vietnamese import read_vietnamese
from corpus.models import Diagnostic, Header, Language

__all__ = ["read_header"]


def read_header(
    text: str, metadata: Mapping[str, str], language: Language
) -> tuple[Header, tuple[Diagnostic, ...]]:
    """The header of a document from its front matter and from its own first lines.

    The front matter wins; where both speak and differ, a diagnostic ``header_<field>_conflict`` says so. A text without any
    title takes its first line, if that is short enough for one.

    Args:
        text: The stored text.
        metadata: Front matter or document properties.
        language: The language of the text: Korean texts are read as law.go.kr prints them, others as Vietnamese offices do.
    """
    block = read_korean(text) if language == "ko" else read_vietnamese(text)
    header, diagnostics = merge(read_front_matter(metadata), block)
    if header.title or header.number:
        return header, diagnostics
    return replace(header, title=heading(text)), diagnostics
