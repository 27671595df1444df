"""PDF: text by pdfium, or by OCR where a page is a picture; metadata, encryption, the check for bombs by pypdf."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pypdf
import pypdf.errors
import pypdfium2
import pypdfium2.raw as pdfium

from corpus.cleaning import remove_running_lines
from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, NeedsOcrError, ReadLimitError
from corpus.models import Diagnostic
from corpus.readers import ocr
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.scans import PageDrawer
from corpus.readers.raw import RawText

_METADATA = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/CreationDate": "created",
    "/ModDate": "modified",
}
# pdfium puts U+FFFE, in other versions U+0002, for a hyphen at the end of a line that it joins to the next.
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
_PYPDF_FAILURES = (
    pypdf.errors.PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
)
"""What pypdf raises on broken files, beside its own errors."""

_END_WITHIN = 1024  # ISO 32000-1, annex H, implementation note 18
_NEEDS_PASSWORD = "opens only with a password: save it without one and read that"
_FEW_LETTERS = 100
_STAMPED_LETTERS = 500  # a running header and the stamps of several signatures, before these are taken away
_PICTURE_SHARE = 0.2
_OUTLINES = 50  # that many paths on a page without text are letters drawn as shapes
_PAGES_NAMED = 12
_FORM_DEPTH = 4


def read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    """The text of every page, without what repeats at its edges.

    A page that is a picture, with at most a running header or a signature stamp as text over it, is read by OCR.

    Raises:
        EncryptedFileError: It opens only with a password.
        DamagedFileError: Neither library can open it.
        ReadLimitError: Too many pages, or its streams unpack to too much.
        NeedsOcrError: All its pages are pictures, and OCR is not installed, is switched off or finds no words.
        EmptyFileError: Its pages are blank.
    """
    metadata = _inspect(content, limits)
    texts, pictures, diagnostics = _extract(content, limits)
    cleaned = remove_running_lines(texts)
    unread = [
        number for number, page in enumerate(cleaned.pages, 1) if _is_picture(page, pictures[number - 1])
    ]
    found = ocr.Recognition()
    if unread:
        found = _recognise(content, texts, unread, limits, more_time)
        cleaned = remove_running_lines(
            [found.texts.get(number, text) for number, text in enumerate(texts, 1)]
        )
        unread = [n for n in unread if n not in found.texts or not _letters(cleaned.pages[n - 1])]
    _refuse_without_text(cleaned.pages, unread, found.obstacle)
    notes = (
        *_missing_end(content),
        *diagnostics,
        *cleaned.diagnostics,
        *found.diagnostics,
        *_unread_pages(unread, found.obstacle),
    )
    return RawText("pdf", cleaned.pages, metadata=metadata, diagnostics=notes, ocr_pages=found.pages)


def _recognise(
    content: bytes, texts: Sequence[str], numbers: Sequence[int], limits: ReadLimits, more_time: MoreTime
) -> ocr.Recognition:
    layers = {number: texts[number - 1] for number in numbers}
    return ocr.recognise(lambda: PageDrawer(content), layers, "\n".join(texts), limits, more_time)


def _missing_end(content: bytes) -> tuple[Diagnostic, ...]:
    if b"%%EOF" in content[-_END_WITHIN:]:
        return ()
    return (
        Diagnostic(
            "no_end_marker",
            "the file has no end marker: it may have been cut off, and its last pages be missing",
        ),
    )


def _inspect(content: bytes, limits: ReadLimits) -> Mapping[str, str]:
    """What pypdf says before pdfium touches the file; a file pypdf cannot follow is left for pdfium to judge."""
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        _refuse_encrypted(reader)
        _refuse_too_many(len(reader.pages), limits)
        _unpack_contents(reader)
        return _read_metadata(reader)
    except pypdf.errors.LimitReachedError as error:
        raise ReadLimitError(f"its streams unpack to more than is allowed ({error})") from error
    except _PYPDF_FAILURES:
        return {}


def _refuse_encrypted(reader: pypdf.PdfReader) -> None:
    """An owner password alone forbids printing or copying, not reading: the empty user password opens such a file."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedFileError(_NEEDS_PASSWORD)


def _refuse_too_many(pages: int, limits: ReadLimits) -> None:
    if pages > limits.pages:
        raise ReadLimitError(f"has {pages} pages, more than the {limits.pages} that are allowed")


def _unpack_contents(reader: pypdf.PdfReader) -> None:
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            contents.get_data()


def _read_metadata(reader: pypdf.PdfReader) -> dict[str, str]:
    found: Mapping[str, object] = reader.metadata or {}
    return {name: str(found[key]) for key, name in _METADATA.items() if key in found}


def _extract(content: bytes, limits: ReadLimits) -> tuple[list[str], list[float], tuple[Diagnostic, ...]]:
    """Text and picture share of each page; by pypdf, which sees no pictures here, when pdfium cannot open the file."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(_NEEDS_PASSWORD) from error
        texts = _extract_with_pypdf(content, error)
        note = Diagnostic("fallback_reader", f"pdfium cannot open it ({error}); read with pypdf")
        return texts, [0.0] * len(texts), (note,)
    _refuse_too_many(len(document), limits)
    return _read_pages(document)


def _read_pages(document: pypdfium2.PdfDocument) -> tuple[list[str], list[float], tuple[Diagnostic, ...]]:
    texts, pictures, broken = [], [], []
    for number in range(len(document)):
        try:
            text, picture = _read_page(document[number])
        except pypdfium2.PdfiumError:
            text, picture = "", 0.0
            broken.append(number + 1)
        texts.append(text)
        pictures.append(picture)
    if broken and len(broken) == len(texts):
        raise DamagedFileError("none of its pages can be read: it is broken, or was cut off")
    return (
        texts,
        pictures,
        tuple(Diagnostic("broken_page", "the page cannot be read", page=number) for number in broken),
    )


def _read_page(page: pypdfium2.PdfPage) -> tuple[str, float]:
    text = str(page.get_textpage().get_text_range()).translate(_LINE_END_HYPHENS)
    picture = _picture_share(page) if _letters(text) < _STAMPED_LETTERS else 0.0
    page.close()
    return text, picture


def _extract_with_pypdf(content: bytes, reason: Exception) -> list[str]:
    try:
        texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    except _PYPDF_FAILURES as error:
        raise DamagedFileError(f"is a PDF that is truncated or broken ({reason})") from error
    if not any(text.strip() for text in texts):
        raise DamagedFileError(f"is a PDF that is truncated or broken ({reason})")
    return texts


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _picture_share(page: pypdfium2.PdfPage) -> float:
    """The part of the page that pictures cover, at most 1."""
    width, height = page.get_size()
    images = 0.0
    paths = 0
    for item in page.get_objects(max_depth=_FORM_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            images += max(right - left, 0) * max(top - bottom, 0)
        paths += item.type == pdfium.FPDF_PAGEOBJ_PATH
    return 1.0 if paths > _OUTLINES else min(images / max(width * height, 1.0), 1.0)


def _is_picture(text: str, picture_share: float) -> bool:
    return _letters(text) < _FEW_LETTERS and picture_share >= _PICTURE_SHARE


def _refuse_without_text(pages: Sequence[str], unread: Sequence[int], obstacle: str) -> None:
    written = [number for number, page in enumerate(pages, 1) if _letters(page) and number not in unread]
    if written:
        return
    if not unread:
        raise EmptyFileError("is a PDF with blank pages only")
    what = f"pictures of it: {obstacle}" if obstacle else "pictures in which OCR finds no words"
    raise NeedsOcrError(f"has no text on {_name_pages(unread)}, only {what}")


def _unread_pages(unread: Sequence[int], obstacle: str) -> tuple[Diagnostic, ...]:
    if not unread:
        return ()
    message = f"{_name_pages(unread)} hold pictures and hardly any text; what they show was not read"
    advice = f": {obstacle}" if obstacle else ""
    return (Diagnostic("pages_without_text", message + advice, page=unread[0]),)


def _name_pages(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_PAGES_NAMED]))
    more = len(numbers) - _PAGES_NAMED
    return f"page{'s' if len(numbers) > 1 else ''} {named}{f' and {more} more' if more > 0 else ''}"
