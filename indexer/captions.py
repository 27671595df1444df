"""Captions: the title of a document and the headings above a passage, and how far a query says what they say.

BM25 asks how much of a query a text holds. A caption is short and says what a provision is about, so the question the other way round
is worth asking too: a query that says all of `Trách nhiệm của chủ đầu tư` means that provision, one that says `trách nhiệm` may mean any.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from indexer.models import Term

_LINE = "\t"


def pack(lines: Iterable[Sequence[Term]]) -> str:
    """The words of a caption as one line of text.

    Bigrams, numbers and symbols are left out: `Điều 5` says where a provision stands, not what it is about. So are words of headings
    that the title has.

    Args:
        lines: Terms of the title, then of each heading.
    """
    title, *headings = (dict.fromkeys(term.text for term in terms if term.text.isalpha()) for terms in lines)
    return _LINE.join(
        [" ".join(title), *(" ".join(w for w in words if w not in title) for words in headings)]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Caption:
    """A caption ready to be asked for.

    Attributes:
        parts: Of the title together with each heading, the words and what they are worth in all; of the title alone without headings.
    """

    parts: tuple[tuple[frozenset[str], float], ...]

    @classmethod
    def unpack(cls, packed: str, rarity: Callable[[str], float]) -> Self:
        """A caption from its line of text.

        Args:
            packed: The line.
            rarity: What a word counts for.
        """
        title, *headings = (frozenset(line.split()) for line in packed.split(_LINE))
        parts = [title | heading for heading in headings] or [title]
        return cls(tuple((words, math.fsum(map(rarity, words))) for words in parts))

    def covered(self, said: Mapping[str, float]) -> float:
        """Share of it that a query says, 0 to 1: of the title together with the heading that fits best; 0 for one without words.

        Args:
            said: What each word of the query is worth where it is said: its rarity, or a part of it where it counts for less.
        """
        words = said.keys()
        return max(
            math.fsum(map(said.__getitem__, part & words)) / whole if whole else 0.0
            for part, whole in self.parts
        )
