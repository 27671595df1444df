"""Effect: when a document, or some of its provisions, takes or loses effect by its own words."""

from collections.abc import Callable, Mapping

from corpus.models import Document, Language
from corpus.relations.korean_effects import korean_effects
from corpus.relations.models import Effect
from corpus.relations.vietnamese_effects import vietnamese_effects

_READERS: Mapping[Language, Callable[[Document], list[Effect]]] = {
    "ko": korean_effects,
    "vi": vietnamese_effects,
}


def find_effects(document: Document) -> tuple[Effect, ...]:
    """What a document says of its own effect, in the order of the text; nothing for languages without a grammar.

    Args:
        document: With its tree, header and citations.
    """
    read = _READERS.get(document.language)
    return tuple(sorted(read(document), key=lambda effect: effect.evidence)) if read else ()
