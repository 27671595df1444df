"""What stands where on a page of a PDF.

Lengths are points (1/72 inch). The origin is the left top corner of the page as it is shown (its rotation applied), and y grows downwards.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left < right, top < bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Glyph(NamedTuple):
    """One character as it is drawn.

    Attributes:
        text: What it stands for; usually one character, several for a ligature. Never a blank that is not drawn.
        box: Its loose box: the width it advances, and the height of its font.
        font: Name of its font, without the tag of a subset.
        size: Of its font, as drawn.
        bold: Whether the font is a heavy one.
        turned: Quarter turns clockwise from upright.
    """

    text: str
    box: Box
    font: str
    size: float
    bold: bool
    turned: int = 0


class Rule(NamedTuple):
    """A straight line that is drawn on the page, or an edge of a drawn rectangle; a thin box, level or upright."""

    box: Box

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is drawn on one page.

    Attributes:
        number: Counted from 1.
        width: Of the page as it is shown.
        height: Of the page as it is shown.
        glyphs: Characters in the order in which the file draws them.
        rules: Lines and edges.
        pictures: Boxes of pictures.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
