"""Effect: when a document, or some of its provisions, takes or loses effect by its own words."""

from collections.abc import Callable, Mapping

from corpus.models import Diagnostic, Document, Language
from corpus.relations.days import counted_day
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


def effect_notes(document: Document) -> tuple[Diagnostic, ...]:
    """`header_effective_conflict` where the own clause of a document names another first day than its header.

    Args:
        document: With its effects.
    """
    header = document.header.effective or ""
    clauses = [effect for effect in document.effects if effect.kind == "effective" and not effect.anchors]
    days = {day: clause for clause in clauses if (day := counted_day(clause, document.header.issued))}
    if len(header) != len("2018-08-01") or not days or header in days:
        return ()
    day, clause = min(days.items())
    message = f"the header says effective {header}, the text {day}: the header is kept, check which is right"
    return (Diagnostic("header_effective_conflict", message, clause.evidence),)
