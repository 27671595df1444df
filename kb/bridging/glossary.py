"""The glossary: what Vietnamese, Korean and English law and policy call one thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from corpus.models import Language
from kb.bridging.forms import forms_of

COLUMNS: tuple[Language, ...] = ("vi", "ko", "en")
"""The languages of the glossary, in the order of the cells of its file."""

_VARIANTS = ";"
_TITLE = re.compile(
    r"^(?:bộ )?luật\b|^(?:nghị định|thông tư)\b|(?:법|법률|법 시행령|규칙)$|\b(?:act|law|code|decree)s?\b",
    re.I,
)
_TITLE_FOR_SUBJECT = 0.2
"""What a law's title counts for: it says what its subject is called, but somebody who asks for the subject does not ask for the law."""

Translations = Mapping[str, tuple[str, ...]]
"""For the form of a word, the words of another language for it, the likeliest first."""


@dataclass(frozen=True)
class Glossary:
    """Concepts with the words for each.

    Attributes:
        concepts: For each concept its words in the languages of `COLUMNS`; of several words the usual one first.
    """

    concepts: tuple[tuple[tuple[str, ...], ...], ...]

    @classmethod
    def read(cls, lines: Iterable[str]) -> "Glossary":
        """Read a glossary from lines: a cell for each language between tabs, variants between semicolons, remarks after `#`.

        Raises:
            ValueError: A line has another number of cells, or an empty one.
        """
        numbered = enumerate(lines, start=1)
        return cls(
            tuple(_concept(number, line) for number, line in numbered if line and not line.startswith("#"))
        )

    def translations(self, source: Language, target: Language, *, plain: bool = False) -> Translations:
        """The words of one language for those of another.

        Rows speak for their words: a row whose word for the concept is the usual one counts more than one where it is a variant, on
        both sides, as 1 / place; what several rows say adds up.

        Args:
            source: Language of the words that are looked up.
            target: Language of the words that are given.
            plain: Whether words are looked up without accents.
        """
        asked = (source, target, plain)
        if asked not in self._tables:
            self._tables[asked] = self._table(COLUMNS.index(source), COLUMNS.index(target), plain=plain)
        return self._tables[asked]

    @cached_property
    def _tables(self) -> dict[tuple[Language, Language, bool], Translations]:
        return {}

    def _table(self, source: int, target: int, *, plain: bool) -> Translations:
        votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for concept in self.concepts:
            said = [(word, rank, _is_title(word)) for rank, word in enumerate(concept[target], start=1)]
            for place, word in enumerate(concept[source], start=1):
                agreement = 1.0 if _is_title(word) else _TITLE_FOR_SUBJECT
                for form in forms_of(word, COLUMNS[source], plain=plain):
                    for translation, rank, is_title in said:
                        votes[form][translation] += (agreement if is_title else 1.0) / (place * rank)
        return {
            form: tuple(sorted(found, key=found.__getitem__, reverse=True))
            for form, found in votes.items()
            if form
        }


@lru_cache(maxsize=1 << 16)
def _is_title(word: str) -> bool:
    return _TITLE.search(word) is not None


@cache
def load_glossary() -> Glossary:
    """The glossary that comes with the package."""
    text = files("kb.bridging").joinpath("glossary.tsv").read_text(encoding="utf-8")
    return Glossary.read(text.splitlines())


def _concept(number: int, line: str) -> tuple[tuple[str, ...], ...]:
    cells = tuple(
        tuple(filter(None, (word.strip() for word in cell.split(_VARIANTS)))) for cell in line.split("\t")
    )
    if len(cells) != len(COLUMNS) or not all(cells):
        raise ValueError(f"line {number} of the glossary: a word in each of {', '.join(COLUMNS)} is expected")
    return cells
