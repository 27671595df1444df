"""Tiny real files of every format, made by libraries or by hand, so that no file of others is needed."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

KOREAN_FONT = "HYSMyeongJo-Medium"
VIETNAMESE_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

SaveFile = Callable[[str, bytes], Path]
MakePdf = Callable[..., bytes]
MakeHwp = Callable[..., bytes]
MakeDoc = Callable[..., bytes]
MakeArchive = Callable[[Mapping[str, bytes | str]], bytes]


@pytest.fixture
def save(tmp_path: Path) -> SaveFile:
    """Write bytes under a name."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def make_pdf() -> MakePdf:
    """A PDF of the given pages, each a list of lines; `fonts` are Helvetica or the built-in Korean one."""

    def build(
        pages: Sequence[Sequence[str]], *, font: str = "Helvetica", title: str = "", picture: bool = False
    ) -> bytes:
        if font == KOREAN_FONT:
            pdfmetrics.registerFont(UnicodeCIDFont(KOREAN_FONT))
        elif font != "Helvetica":
            pdfmetrics.registerFont(TTFont(font, str(VIETNAMESE_FONT)))
        output = BytesIO()
        canvas = Canvas(output, pagesize=A4)
        canvas.setTitle(title)
        for lines in pages:
            canvas.setFont(font, 11)
            if picture:
                canvas.drawInlineImage(_picture(), 50, 50, 500, 700)
            for number, line in enumerate(lines):
                canvas.drawString(60, 780 - 18 * number, line)
            canvas.showPage()
        canvas.save()
        return output.getvalue()

    return build


def _picture() -> Any:
    from PIL import Image  # noqa: PLC0415 - comes with reportlab, and only two tests draw

    return Image.new("RGB", (20, 28), "grey")


@pytest.fixture
def make_encrypted_pdf(make_pdf: MakePdf) -> Callable[[str], bytes]:
    """A PDF with the given user password; an empty one leaves an owner password only."""

    def build(user_password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf([["Article 1. Scope"]]))))
        writer.encrypt(user_password, "owner", algorithm="AES-256")
        output = BytesIO()
        writer.write(output)
        return output.getvalue()

    return build


@pytest.fixture
def make_docx() -> Callable[[Callable[[Any], None]], bytes]:
    """A DOCX that a function fills through python-docx."""

    def build(fill: Callable[[Any], None]) -> bytes:
        document = docx.Document()
        fill(document)
        output = BytesIO()
        document.save(output)
        return output.getvalue()

    return build


@pytest.fixture
def make_archive() -> MakeArchive:
    """A zip archive of the given parts."""

    def build(parts: Mapping[str, bytes | str]) -> bytes:
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return output.getvalue()

    return build


_OWPML = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
)


@pytest.fixture
def make_hwpx(make_archive: MakeArchive) -> MakeHwp:
    """An HWPX whose sections hold the given XML."""

    def build(*sections: str, header: str = "", manifest: str = "") -> bytes:
        parts: dict[str, bytes | str] = {"mimetype": "application/hwp+zip"}
        for number, section in enumerate(sections):
            parts[f"Contents/section{number}.xml"] = f"<hs:sec {_OWPML}>{section}</hs:sec>"
        parts["Contents/header.xml"] = f"<hh:head {_OWPML}>{header}</hh:head>"
        if manifest:
            parts["META-INF/manifest.xml"] = manifest
        return make_archive(parts)

    return build


@pytest.fixture
def make_hwp() -> MakeHwp:
    """An HWP 5 from the records of its sections, each `(tag, level, payload)`; `lock` changes the packed bytes of a section."""

    def build(
        *sections: Sequence[tuple[int, int, bytes]],
        definitions: Sequence[tuple[int, int, bytes]] = (),
        flags: int = 1,
        lock: Callable[[bytes], bytes] = lambda stream: stream,
        more: Mapping[str, bytes] | None = None,
    ) -> bytes:
        header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
        streams = {"FileHeader": header, "DocInfo": _packed(definitions), **(more or {})}
        return _compound_file(
            streams,
            {f"Section{n}": lock(_packed(records)) for n, records in enumerate(sections)},
            "ViewText" if flags & 4 else "BodyText",
        )

    return build


def _packed(records: Sequence[tuple[int, int, bytes]]) -> bytes:
    plain = b"".join(_record(*record) for record in records)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush()


def _record(tag: int, level: int, payload: bytes) -> bytes:
    if len(payload) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(payload) << 20) + payload
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(payload)) + payload


@pytest.fixture
def make_doc() -> MakeDoc:
    """A DOC of the given text; `paragraphs` and `characters` are lengths with property modifiers, `parts` go to the table stream."""

    def build(
        text: str,
        *,
        paragraphs: Sequence[tuple[int, bytes]] = (),
        characters: Sequence[tuple[int, bytes]] = (),
        parts: Mapping[int, bytes] | None = None,
        notes: int = 0,
        eight_bit: bool = False,
        flags: int = 0x200,
    ) -> bytes:
        content = text.encode("latin-1" if eight_bit else "utf-16-le")
        width = 1 if eight_bit else 2
        first_page = (1024 + len(content)) // 512 + 1
        pages = [_property_page(paragraphs, width, 13), _property_page(characters, width, 1)]
        where = 1024 * 2 | 1 << 30 if eight_bit else 1024
        pieces = struct.pack("<IIHIH", 0, len(text), 0, where, 0)
        table, pairs = b"", {}
        found = {33: b"\x02" + struct.pack("<I", len(pieces)) + pieces, **(parts or {})}
        for number, page in ((13, first_page), (12, first_page + 1)):
            found[number] = struct.pack("<III", 1024, 1024 + len(content), page)
        for number, part in found.items():
            pairs[number] = (len(table), len(part))
            table += part
        header = bytearray(1024)
        struct.pack_into("<HH", header, 0, 0xA5EC, 0xC1)
        struct.pack_into("<H", header, 10, flags)
        struct.pack_into("<II", header, 0x4C, len(text) - notes, notes)
        for number, pair in pairs.items():
            struct.pack_into("<II", header, 0x9A + 8 * number, *pair)
        main = (bytes(header) + content).ljust(512 * first_page, b"\0") + b"".join(pages)
        return _compound_file({"WordDocument": main, "1Table": table}, {})

    return build


def _property_page(runs: Sequence[tuple[int, bytes]], width: int, entry: int) -> bytes:
    """One formatted disk page: where the runs end, where their properties lie, and those from the end backwards."""
    bounds, offsets, end = [1024], [], 510
    page = bytearray(512)
    for length, properties in runs:
        bounds.append(bounds[-1] + length * width)
        padded = properties.ljust(len(properties) + len(properties) % 2, b"\0")
        stored = (
            bytes([0, len(padded) // 2 + 1]) + b"\0\0" + padded
            if entry == 13
            else bytes([len(properties)]) + padded
        )
        end = (end - len(stored)) // 2 * 2
        page[end : end + len(stored)] = stored
        offsets.append(bytes([end // 2]).ljust(entry, b"\0"))
    start = struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(offsets)
    page[: len(start)] = start
    page[511] = len(runs)
    return bytes(page)


_SECTOR = 512
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _compound_file(
    streams: Mapping[str, bytes], body: Mapping[str, bytes], body_name: str = "BodyText"
) -> bytes:
    """The smallest OLE compound file (MS-CFB): one FAT sector, streams of 4,096 bytes or more so that none is a mini stream."""
    contents = [content.ljust(4096, b"\0") for content in (*streams.values(), *body.values())]
    names = [*streams, *body]
    entries = len(names) + 2
    sectors: list[bytes] = [b""]  # sector 0 will be the FAT
    chain = [_FAT]

    def append(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        sectors.extend(pieces)
        chain.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    starts = [append(content) for content in contents]
    storage = len(streams) + 1
    directory = [_entry("Root Entry", 5, child=1)]
    for index, name in enumerate(names, 1):
        number = index if index < storage else index + 1
        last = index == len(names)
        right = storage if index == len(streams) else _NONE if last else number + 1
        directory.append(_entry(name, 2, right=right, start=starts[index - 1], size=len(contents[index - 1])))
    directory.insert(storage, _entry(body_name, 1, child=storage + 1 if body else _NONE))
    assert len(directory) == entries
    first_directory = append(b"".join(directory))
    sectors[0] = b"".join(struct.pack("<I", link) for link in chain).ljust(_SECTOR, b"\xff")
    return _compound_header(first_directory) + b"".join(sectors)


def _entry(
    name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = 0, size: int = 0
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    fixed = struct.pack("<64sHBBIII", encoded, len(encoded), kind, 1, _NONE, right, child)
    return fixed + b"\0" * 36 + struct.pack("<IQ", start, size)


def _compound_header(first_directory: int) -> bytes:
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first_directory, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    return (header + struct.pack("<I", 0)).ljust(_SECTOR, b"\xff")
