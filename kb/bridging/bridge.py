"""The bridge of a question into one language: its terms with what that language calls them."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.models import Language
from indexer.models import Clause, Term
from kb.bridging.forms import growing, is_acronym, units
from kb.bridging.glossary import COLUMNS, Translations, load_glossary
from kb.stop_words import FOLDED_STOP_WORDS, STOP_WORDS

_LONGEST = 12
"""Units of the longest word that is looked for."""
_SEARCHED = 6
"""Translations of one term that are searched for by words; more let rare senses in."""


@dataclass(frozen=True, slots=True)
class BridgedTerm:
    """A term of a question with what the other language calls it.

    Attributes:
        text: As it stands in the question.
        translations: Words of the other language, the likeliest first.
    """

    text: str
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A question in another language, as far as the glossary goes.

    Attributes:
        language: The other language.
        terms: Its terms, in the order of the question.
        rest: What is left of the question without these terms and without words of grammar: names, numbers, words the glossary lacks.
    """

    language: Language
    terms: tuple[BridgedTerm, ...]
    rest: str = ""

    @property
    def gloss(self) -> str:
        """The likeliest translation of each term, in the order of the question: what an encoder is given."""
        return " ".join(term.translations[0] for term in self.terms)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """A clause for each term: of its translations the one that a passage has counts (Pirkola, SIGIR 1998, doi:10.1145/290941.290957).

        That paper adds up the frequencies of all translations; the best one alone keeps a term with many of them from outweighing others.
        What is left of the question is a clause too. The terms are not searched for as they were typed: the few passages that quote them
        in the question's language would come before all that speak of them in their own.
        """
        rest = (Clause.of(self.rest),) if self.rest else ()
        return (*(Clause(term.translations) for term in self.terms), *rest)


def bridge(text: str, source: Language, target: Language, *, plain: bool = False) -> Bridge:
    """Bring the terms of a question into another language; the longest words first, none twice.

    Args:
        text: The question, in NFC.
        source: Its language; a question that shows none has nothing to bring over.
        target: The other language.
        plain: Whether it is typed without accents.
    """
    if source not in COLUMNS or target not in COLUMNS or source == target:
        return Bridge(target, ())
    table = load_glossary().translations(source, target, plain=plain)
    found = units(text, source, plain=plain)
    free = [True] * len(found)
    taken: list[tuple[int, BridgedTerm]] = []
    grammar = _grammar(source, plain=plain)
    known = [
        one
        for one in _known(found, text, source, table)
        if _says_something(text, found[one[0] : one[1]], grammar)
    ]
    for start, end, form in sorted(known, key=lambda one: one[0] - one[1]):
        if all(free[start:end]):
            free[start:end] = [False] * (end - start)
            said = text[found[start].start : found[end - 1].end]
            taken.append((start, BridgedTerm(said, table[form][:_SEARCHED])))
    spent = [unit for unit, left in zip(found, free, strict=True) if not left or unit.text in grammar]
    terms = tuple(term for _, term in sorted(taken, key=lambda one: one[0]))
    return Bridge(target, terms, _without(text, spent) if terms else "")


def _without(text: str, spent: list[Term]) -> str:
    """A text with some of its units blanked."""
    left = list(text)
    for unit in spent:
        left[unit.start : unit.end] = " " * (unit.end - unit.start)
    return " ".join("".join(left).split())


def _grammar(language: Language, *, plain: bool) -> frozenset[str]:
    return FOLDED_STOP_WORDS if plain and language == "vi" else STOP_WORDS[language]


def _known(
    found: list[Term], text: str, source: Language, table: Translations
) -> Iterator[tuple[int, int, str]]:
    """Stretches of units that the glossary has, by their first and behind their last unit, with their form."""
    for start in range(len(found)):
        grown = growing(found[start : start + _LONGEST], text, source)
        for end, forms in enumerate(grown, start + 1):
            known = next((form for form in forms if form in table), None)
            if known:
                yield start, end, known


def _says_something(text: str, found: list[Term], grammar: frozenset[str]) -> bool:
    """Whether units mean by themselves what the glossary says: no word of grammar, and no last syllable of a compound.

    `비` alone is rain; in `유지비` it is the cost.
    """
    [first, *more] = found
    if more:
        return True
    ends_compound = len(first.text) == 1 and "가" <= text[max(0, first.start - 1)] <= "힣" and first.start > 0
    spelled = text[first.start : first.end]
    return (first.text not in grammar or is_acronym(spelled)) and not ends_compound
