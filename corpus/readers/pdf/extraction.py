"""The pages of a PDF: by pdfium with their layout, or by pypdf as plain text when pdfium cannot open the file."""

from io import BytesIO
from typing import NamedTuple

import pypdf
import pypdfium2

from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.models import Diagnostic
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.pdf.inspection import NEEDS_PASSWORD, PYPDF_FAILURES, refuse_too_many
from corpus.readers.pdf.layout import PageLayout, lay_out
from corpus.readers.pdf.pictures import picture_share

SECONDS_A_PAGE = 0.2
"""What a page full of text takes at most on a slow machine, its tables and paragraphs included."""

_MANY_PAGES = 200


class Extracted(NamedTuple):
    """The pages of a file.

    Attributes:
        pages: Their layouts.
        pictures: The part of each that pictures cover, where it has hardly any text.
        diagnostics: What could not be read as it should be.
    """

    pages: list[PageLayout]
    pictures: list[float]
    diagnostics: tuple[Diagnostic, ...] = ()


def extract(content: bytes, limits: ReadLimits, more_time: MoreTime) -> Extracted:
    """The layout and the picture share of each page.

    Before a long file is read, `more_time` is asked for the seconds that its pages may take.

    Raises:
        EncryptedFileError: It opens only with a password.
        DamagedFileError: Neither library can open it, or no page can be read.
        ReadLimitError: Too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(NEEDS_PASSWORD) from error
        texts = _extract_with_pypdf(content, error)
        note = Diagnostic("fallback_reader", f"pdfium cannot open it ({error}); read with pypdf")
        pages = [PageLayout(number, plain=text) for number, text in enumerate(texts, 1)]
        return Extracted(pages, [0.0] * len(pages), (note,))
    refuse_too_many(len(document), limits)
    if len(document) > _MANY_PAGES:
        more_time(SECONDS_A_PAGE * len(document))
    return _read_pages(document)


def _read_pages(document: pypdfium2.PdfDocument) -> Extracted:
    pages: list[PageLayout] = []
    pictures: list[float] = []
    broken: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page, picture = _read_page(document, number)
        except pypdfium2.PdfiumError:
            page, picture = PageLayout(number, plain=""), 0.0
            broken.append(number)
        pages.append(page)
        pictures.append(picture)
    if broken and len(broken) == len(pages):
        raise DamagedFileError("none of its pages can be read: it is broken, or was cut off")
    notes = (Diagnostic("broken_page", "the page cannot be read", page=number) for number in broken)
    return Extracted(pages, pictures, tuple(notes))


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[PageLayout, float]:
    page = document[number - 1]
    layout = lay_out(page, number)
    picture = picture_share(page, layout.text)
    page.close()
    return layout, picture


def _extract_with_pypdf(content: bytes, reason: Exception) -> list[str]:
    try:
        texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    except PYPDF_FAILURES as error:
        raise DamagedFileError(f"is a PDF that is truncated or broken ({reason})") from error
    if not any(text.strip() for text in texts):
        raise DamagedFileError(f"is a PDF that is truncated or broken ({reason})")
    return texts
