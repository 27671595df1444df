"""Parsing: from a text to the tree of its provisions."""

from corpus.models import Diagnostic, Language, Provision
from corpus.structure.korean import KoreanGrammar
from corpus.structure.neutral import NeutralGrammar
from corpus.structure.tree import build_tree
from corpus.structure.vietnamese import VietnameseGrammar


def parse_structure(text: str, language: Language) -> tuple[Provision, tuple[Diagnostic, ...]]:
    """The tree of provisions of a text, and what was noticed on the way.

    The surface forms of each grammar are listed in `vietnamese`, `korean` and `neutral`. Anchors follow the order of the
    levels; articles are numbered through a document, so `dieu-7` and `jo-3-2` carry no chapter, though they lie inside it.
    Stretches that belong to no numbered unit become provisions of kind `text`, a printed table of contents one of them;
    notes at the end of the text whose marks stand in it become `note-1`, `note-2` … of the document. Any text can be read; the time grows
    with its length alone.

    Args:
        text: The stored text.
        language: Chooses the grammar; `en` and `und` share a neutral one.

    Returns:
        The root, whose span is the whole text, and diagnostics in the order of the text: `gap_in_sequence` where numbers are
        missing, `duplicate_anchor` where a number occurs twice (the anchor then ends in `~2`, `~3` …).
    """
    if language == "vi":
        return build_tree(text, VietnameseGrammar)
    if language == "ko":
        return build_tree(text, KoreanGrammar)
    return build_tree(text, NeutralGrammar)
