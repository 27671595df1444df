"""A page of pdfium as what is drawn on it."""

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.pdf.geometry import PageContent
from corpus.readers.pdf.paths import read_paths
from corpus.readers.pdf.sheet import Sheet
from corpus.readers.pdf.textlayer import TextLayer

_SHARE_PLACED = 0.5
_SHARE_TURNED = 0.5


def draw(page: pypdfium2.PdfPage, number: int) -> PageContent | None:
    """What is drawn on a page, counted from 1, as it is shown; None when most of its characters have no place.

    A page most of whose letters lie on their side, such as a wide table on an upright sheet, is turned until they stand.

    Raises:
        pypdfium2.PdfiumError: The page cannot be read.
    """
    layer = TextLayer(page)
    upright = Sheet(page.get_bbox(), pdfium.FPDFPage_GetRotation(page.raw))
    turned = layer.turned()
    sheet = next(
        (
            upright.turned_back(turns)
            for turns in range(1, 4)
            if turned[(turns - upright.quarters) % 4] > _SHARE_TURNED * turned.total()
        ),
        upright,
    )
    if layer.placed() < _SHARE_PLACED * turned.total():
        return None
    rules, pictures = read_paths(page, sheet)
    return PageContent(number, sheet.width, sheet.height, tuple(layer.glyphs(sheet)), rules, pictures)
