"""What the outline needs to know of a country's way of writing law."""

import re
from typing import Protocol

from corpus.structure.amending import AmendingStyle
from corpus.structure.lines import Lines
from corpus.structure.marks import Mark


class Grammar(Protocol):
    """The levels of one country, and the words that show where structure does not hold."""

    @property
    def amending(self) -> AmendingStyle | None:
        """How new wording is announced; None when it always stands in quotation marks."""
        ...

    @property
    def inner_places(self) -> re.Pattern[str] | None:
        """Matches, inside a line, what stands before a unit where files have lost their line ends."""
        ...

    @property
    def signature(self) -> re.Pattern[str] | None:
        """Matches a line that begins the signatures and recipients, behind which nothing is numbered."""
        ...

    @property
    def last_words(self) -> re.Pattern[str] | None:
        """Found at the end of the line that ends the body of a document."""
        ...

    def read_marks(self, position: int) -> list[Mark]:
        """Every reading of what stands at this offset of the text, the likeliest first."""
        ...

    def read_title(self, mark: Mark, index: int) -> str | None:
        """The title that follows the mark, found on the line with this index; None if it has none."""
        ...


class GrammarFactory(Protocol):
    """Makes the grammar for one text."""

    def __call__(self, lines: Lines) -> Grammar:
        """The grammar, prepared for these lines."""
        ...
