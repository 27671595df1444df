"""What the outline needs to know of a country's way of writing law."""

import re
from dataclasses import dataclass
from typing import Protocol

from corpus.structure.lines import Lines
from corpus.structure.marks import Mark, Role

_OPENING_WORDS = 400
_LAST_WORDS = 250


@dataclass(frozen=True, slots=True)
class AmendingStyle:
    """How new wording for another document is announced, so that its numbers are not taken for this document's.

    Attributes:
        opening: Matches how an amending unit begins; None when `announced` says enough.
        announced: Found in its last words when nothing but the new wording can follow.
        resumes: Matches how the next amending item begins; None when its number says enough.
    """

    opening: re.Pattern[str] | None
    announced: re.Pattern[str]
    resumes: re.Pattern[str] | None

    def announces(self, text: str, start: int, end: int) -> bool:
        """Whether the text of a unit, from behind its label up to `end`, announces new wording and says nothing more."""
        if self.announced.search(text[max(start, end - _LAST_WORDS) : end].rstrip()) is None:
            return False
        return (
            self.opening is None
            or self.opening.match(text[start : min(end, start + _OPENING_WORDS)].lstrip()) is not None
        )

    def goes_on(self, text: str, mark: Mark, *, follows: bool) -> bool:
        """Whether this mark begins the next amending unit rather than a part of the announced wording.

        Args:
            text: The stored text.
            mark: What may begin a unit.
            follows: Whether its number continues the unit that announced the wording, or one around that.
        """
        if self.resumes is None:
            return follows
        return mark.role is Role.ENUMERATOR and self.resumes.match(text, mark.body) is not None


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
