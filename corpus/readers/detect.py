"""The format of a file, from its bytes alone."""

import zipfile
from io import BytesIO

import olefile

from corpus.errors import DamagedFileError, EncryptedFileError, UnsupportedFormatError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.hwp import hwp3
from corpus.readers.hwp.hwp5_salvage import SIGNATURE as HWP5_SIGNATURE
from corpus.readers.limits import ReadLimits

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURE_MAGICS = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
)  # PNG, JPEG, TIFF in both byte orders
_FIRST_MAGICS = ((b"{\\rtf", "rtf"), (hwp3.SIGNATURE, "hwp3"))
_PDF_HEADER_WITHIN = 1024  # ISO 32000-1, annex H, implementation note 13
_SAVE_AS = "save it as DOCX, HWPX or PDF and read that"

# What begins like this is no format of ours, but has a name.
_KNOWN_BEGINNINGS = (
    (
        b"HWP Document File V",
        "an HWP document older than 3.0",
        "save it as HWPX with a current Hangul and read that",
    ),
    (b"GIF8", "a GIF picture", "read its text with OCR first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and read what is inside"),
    (b"BZh", "a bzip2 archive", "unpack it and read what is inside"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and read what is inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and read what is inside"),
    (b"Rar!\x1a", "a RAR archive", "unpack it and read what is inside"),
    (b"EGGA", "an EGG archive", "unpack it and read what is inside"),
    (b"ALZ\x01", "an ALZip archive", "unpack it and read what is inside"),
    (b"%!PS", "a PostScript document", "convert it to PDF and read that"),
    (b"SQLite format 3\x00", "an SQLite database", "export its text and read that"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ\x90\x00", "a program", "leave it out"),
    (b"OggS", "a recording", "leave it out"),
    (b"ID3", "a recording", "leave it out"),
)
_BITMAP_HEADER_SIZES = {12, 40, 52, 56, 64, 108, 124}

# Parts that give away what a zip archive is, the first that fits.
_ZIP_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.bin", "an XLSB workbook"),
)
# Their main parts usually have the names above, but need not.
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docx"),
)
_READ_FROM_ZIP = {"docx", "xlsx", "pptx", "odt", "hwpx"}
_READ_FROM_OLE = {"doc", "xls"}
_ZIP_MIMETYPES = (
    (b"application/hwp+zip", "hwpx"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file that is no text"),
)
_OLE_STREAMS = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "a PowerPoint 97-2003 presentation (.ppt)"),
)


def binary_format(content: bytes, limits: ReadLimits) -> str | None:
    """The name of the format, such as `pdf`, `docx`, `hwp` or `picture`; None for what can only be text.

    Raises:
        UnsupportedFormatError: A known format that has no reader; the message names it and says what to do.
        EncryptedFileError: An Office document with a password.
        DamagedFileError: A container whose directory cannot be read.
    """
    for magic, kind in _FIRST_MAGICS:
        if content.startswith(magic):
            return kind
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    if content.startswith(_ZIP_MAGICS):
        return _zip_format(content, limits)
    if content.startswith(OLE_MAGIC):
        return _ole_format(content)
    if content.startswith(_PICTURE_MAGICS):
        return "picture"
    _refuse_known(content)
    return None


def _refuse_known(content: bytes) -> None:
    for beginning, name, advice in _KNOWN_BEGINNINGS:
        if content.startswith(beginning):
            raise UnsupportedFormatError(f"is {name}: {advice}")
    if content.startswith(b"BM") and int.from_bytes(content[14:18], "little") in _BITMAP_HEADER_SIZES:
        raise UnsupportedFormatError("is a BMP picture: read its text with OCR first")
    if content[4:8] == b"ftyp":
        raise UnsupportedFormatError("is a film or a recording: leave it out")


def _zip_format(content: bytes, limits: ReadLimits) -> str:
    archive = open_archive(content, limits)
    names = set(archive.namelist())
    kind = next((kind for part, kind in _ZIP_PARTS if part in names), None) or _zip_mimetype(archive, names)
    if kind is None:
        raise UnsupportedFormatError(
            "is a zip archive of no known document format: unpack it and read what is inside"
        )
    if kind not in _READ_FROM_ZIP:
        raise UnsupportedFormatError(f"is {kind}: {_SAVE_AS}")
    return kind


def _zip_mimetype(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "mimetype" in names:
        mimetype = read_part(archive, "mimetype")
        for beginning, kind in _ZIP_MIMETYPES:
            if mimetype.strip().startswith(beginning):
                return kind
    if any(name.casefold().startswith("contents/section") for name in names):
        return "hwpx"
    if _CONTENT_TYPES in names:
        types = read_part(archive, _CONTENT_TYPES)
        return next((kind for word, kind in _MAIN_TYPES if word in types), None)
    return None


def _ole_format(content: bytes) -> str:
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            streams = {"/".join(path) for path in container.listdir()}
            broken = "" if streams and not container.parsing_issues else "truncated or broken"
    except (OSError, ValueError, IndexError, TypeError) as error:
        streams, broken = set(), f"truncated or broken ({error})"
    if "EncryptedPackage" in streams:
        raise EncryptedFileError("is an Office document with a password: save it without one and read that")
    kind = next((kind for stream, kind in _OLE_STREAMS if stream in streams), None)
    if kind is None and HWP5_SIGNATURE in content:
        return "hwp"
    if kind in _READ_FROM_OLE:
        return kind
    if kind:
        raise UnsupportedFormatError(f"is {kind}: {_SAVE_AS}")
    if broken:
        raise DamagedFileError(f"its OLE container is {broken}")
    raise UnsupportedFormatError("is an OLE container of no known document format: leave it out")
