"""The terms of a passage as they are stored: what the lexical index holds it under, and where they stand in its text.

A passage is analyzed with the title and the headings above it. Terms of its own text are the last ones, and only these have places:
for each a step from the start of the term before it, and by how many characters it is longer in the text than in the index (a compound
`a_b` with a particle inside, `했` for `하`). Both are small numbers, a byte each but for rare ones, and mostly the same, so that what
they take compressed is about a tenth of what the terms take.
"""

import zlib
from collections.abc import Sequence
from functools import cached_property
from itertools import compress, count
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from indexer.models import Analyzed, Term

_NOWHERE = np.zeros((2, 0), dtype=np.int8)
_LINE = b"\n"


class PassageTerms:
    """The terms under which the lexical index holds a passage, its title and headings included.

    Args:
        exact: Terms for exact search, in the order of the text, joined by spaces.
        folded: Terms for lenient search, as many and at the same places, joined by spaces; empty where the language has none.
        places: Of the last terms, those of the passage's own text, signed (2, n): steps from start to start, and by how much a term is
            longer in the text than it is itself.
    """

    def __init__(self, exact: str, folded: str = "", places: NDArray[np.signedinteger] = _NOWHERE) -> None:
        self._lines = (exact, folded)
        self._places = places

    @cached_property
    def exact(self) -> Sequence[str]:
        """Terms for exact search, in the order of the text."""
        return self._lines[0].split()

    @cached_property
    def folded(self) -> Sequence[str]:
        """Terms for lenient search, in the order of the text; none where the language has none."""
        return self._lines[1].split()

    def placed(self, wanted: frozenset[str], *, folded: bool) -> list[Term]:
        """Those of the wanted terms that the passage's own text has, as often as it has them, in the order of the text.

        Args:
            wanted: Terms as the analyzer makes them.
            folded: Whether they are terms for lenient search.
        """
        above = len(self.exact) - self._places.shape[1]
        terms = (self.folded if folded else self.exact)[above:]
        found = list(compress(count(), map(wanted.__contains__, terms)))
        starts, longer = self._places[0].cumsum(dtype=np.int64)[found], self._places[1][found]
        return [
            Term(terms[at], start, start + len(self.exact[above + at]) + more)
            for at, start, more in zip(found, starts.tolist(), longer.tolist(), strict=True)
        ]


class StretchTerms:
    """The terms of a stretch of a document: those of the passages that it touches, as far as they stand in it.

    Args:
        length: Its characters.
        passages: For each passage where it begins, counted from the beginning of the stretch, and its terms; passages may overlap.
    """

    def __init__(self, length: int, passages: Sequence[tuple[int, PassageTerms]]) -> None:
        self._length = length
        self._passages = passages

    def placed(self, wanted: frozenset[str], *, folded: bool) -> list[Term]:
        """Those of the wanted terms that the stretch has, see `PassageTerms.placed`."""
        found = {
            Term(text, begin + start, begin + end)
            for begin, held in self._passages
            for text, start, end in held.placed(wanted, folded=folded)
        }
        within = (term for term in found if term.start >= 0 and term.end <= self._length)
        return sorted(within, key=lambda term: (term.start, -term.end))


class StoredTerms(NamedTuple):
    """What is stored of a passage's analysis.

    Attributes:
        exact: Terms for exact search, joined by spaces.
        folded: Terms for lenient search, joined by spaces.
        caption: Words of the title and the headings, as `indexer.captions.pack` joins them.
        places: Where the terms of the passage's own text stand in it, see `PassageTerms`.
    """

    exact: str
    folded: str
    caption: str
    places: NDArray[np.signedinteger]

    @classmethod
    def of(cls, analyzed: Analyzed, caption: str, begin: int) -> Self:
        """The terms of an analyzed text in which the passage's own text begins at `begin`."""
        own = [term for term in analyzed.terms if term.start >= begin]
        starts = np.array([begin, *(term.start for term in own)], dtype=np.int64)
        longer = [term.end - term.start - len(term.text) for term in own]
        places = np.stack([np.diff(starts), np.array(longer, dtype=np.int64)])
        exact = " ".join([term.text for term in analyzed.terms])
        return cls(exact, " ".join(analyzed.folded), caption, places)

    def pack(self) -> bytes:
        """The three lines and the places, after a byte that says how wide a number is, compressed."""
        smallest = np.min_scalar_type(-1 - int(np.abs(self.places).max(initial=0)))
        numbers = self.places.astype(smallest.newbyteorder("<"))
        lines = [line.encode("utf-8", "surrogatepass") for line in self[:3]]
        return zlib.compress(_LINE.join((*lines, bytes([smallest.itemsize]) + numbers.tobytes())))

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Reverse of `pack`."""
        *lines, places = zlib.decompress(packed).split(_LINE, 3)
        exact, folded, caption = (line.decode("utf-8", "surrogatepass") for line in lines)
        return cls(exact, folded, caption, np.frombuffer(places, f"<i{places[0]}", offset=1).reshape(2, -1))

    def terms(self) -> PassageTerms:
        """The terms to look up."""
        return PassageTerms(self.exact, self.folded, self.places)
