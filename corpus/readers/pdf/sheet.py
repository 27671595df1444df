"""From the coordinates of a PDF page to those of the page as it is shown."""

from typing import NamedTuple

from corpus.readers.pdf.geometry import Box


class Sheet(NamedTuple):
    """How a page lies: ISO 32000-1, 7.7.3.3 (`CropBox`, `Rotate`).

    Attributes:
        box: The visible part of the page in its own coordinates, which grow upwards: left, bottom, right, top.
        quarters: Quarter turns clockwise when it is shown.
    """

    box: tuple[float, float, float, float]
    quarters: int

    @property
    def width(self) -> float:
        """As it is shown."""
        left, bottom, right, top = self.box
        return top - bottom if self.quarters % 2 else right - left

    @property
    def height(self) -> float:
        """As it is shown."""
        left, bottom, right, top = self.box
        return right - left if self.quarters % 2 else top - bottom

    def turned_back(self, quarters: int) -> "Sheet":
        """The sheet shown with that many quarter turns fewer."""
        return Sheet(self.box, (self.quarters - quarters) % 4)

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own coordinates on the sheet as it is shown."""
        x0, y0, x1, y1 = self.box
        if self.quarters == 0:
            return Box(left - x0, y1 - top, right - x0, y1 - bottom)
        if self.quarters == 1:
            return Box(bottom - y0, left - x0, top - y0, right - x0)
        if self.quarters == 2:
            return Box(x1 - right, bottom - y0, x1 - left, top - y0)
        return Box(y1 - top, x1 - right, y1 - bottom, x1 - left)
