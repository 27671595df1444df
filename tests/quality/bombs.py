"""Small files that ask for much: unpacking, nesting, repetition, loops. Each must end in a text or in one named error."""

import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import docx

from tests.corpus.readers.conftest import _compound_file

_MEGABYTE = 1 << 20
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
_HANCOM = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
_ODT = "application/vnd.oasis.opendocument.text"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'

Parts = Mapping[str, bytes | str]


def archive(parts: Parts) -> bytes:
    """A zip archive of these parts, packed as small as can be."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def _docx(body: str, before: str = "") -> bytes:
    """What python-docx writes, with another body."""
    plain = BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as sound:
        parts: dict[str, bytes | str] = {name: sound.read(name) for name in sound.namelist()}
    document = f"{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    return archive({**parts, "word/document.xml": document})


def _sheet(sheet: str, **parts: str) -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {_SHEET} xmlns:r="{relations}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {_SHEET}>{sheet}</worksheet>",
            **parts,
        }
    )


def odt(body: str, before: str = "") -> bytes:
    """An ODT with this body, and what stands before its first element."""
    content = (
        f"{before}<office:document-content {_ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return archive({"mimetype": _ODT, "content.xml": content})


def _hwpx(body: bytes | str, before: str = "") -> bytes:
    section = body if isinstance(body, bytes) else f"{before}<hs:sec {_HANCOM}>{body}</hs:sec>"
    return archive({"mimetype": "application/hwp+zip", "Contents/section0.xml": section})


def _hwp(records: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 1)
    return _compound_file(
        {"FileHeader": header, "DocInfo": zlib.compress(b"")[2:-4]},
        {"Section0": packer.compress(records) + packer.flush()},
    )


def _pdf(*objects: bytes) -> bytes:
    """Objects numbered from 1, the first of them the catalog."""
    pieces = [b"%PDF-1.7\n"]
    pieces += [b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1)]
    places = list(itertools.accumulate(map(len, pieces)))
    table = b"".join(b"%010d 00000 n \n" % place for place in places[:-1])
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return b"".join(pieces) + end % (size, table, size, places[-1])


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def _one_page(*objects: bytes, resources: bytes = b"") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, *objects)


def _flate_bomb() -> bytes:
    twice = zlib.compress(zlib.compress(bytes(400 * _MEGABYTE), 9), 9)
    return _one_page(_stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def _huge_picture() -> bytes:
    picture = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    drawn = _stream(zlib.compress(bytes(_MEGABYTE)), picture)
    return _one_page(_stream(b"q 595 0 0 842 0 0 cm /I Do Q"), drawn, resources=b"/XObject<</I 5 0 R>>")


def _many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 100000/Kids[%s]>>" % kids,
        *[page] * 100_000,
    )


def _pages_in_a_ring() -> bytes:
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 2 0 R]>>")


def _form_in_itself() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
    return _one_page(_stream(b"/F Do"), _stream(b"/F Do /F Do", form), resources=b"/XObject<</F 5 0 R>>")


def _paths() -> bytes:
    drawn = b"".join(b"%d %d 1 1 re f\n" % (number % 595, number // 595) for number in range(300_000))
    return _one_page(_stream(zlib.compress(drawn), b"/Filter/FlateDecode"))


def _nested_archives() -> bytes:
    inner = archive({"a": bytes(_MEGABYTE)})
    for _ in range(40):
        inner = archive({"a.zip": inner, "b.zip": inner})
        if len(inner) > _MEGABYTE:
            break
    return inner


def _lying_archive() -> bytes:
    """A directory that says a part unpacks to one kilobyte, while it does to 100 megabytes."""
    content = bytearray(archive({"content.xml": bytes(100 * _MEGABYTE), "mimetype": _ODT}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 1024)
    struct.pack_into("<I", content, 22, 1024)
    return bytes(content)


def _records(tag: int, levels: int) -> bytes:
    return b"".join(
        struct.pack("<I", tag | min(level, 1023) << 10 | 4 << 20) + bytes(4) for level in range(levels)
    )


_CELL_FAR_AWAY = (
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Điều 1</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Điều 2</t></is></c></row></sheetData>'
)
_REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384">'
    "<text:p>Điều 1</text:p></table:table-cell></table:table-row></table:table>"
)
_YAML = (
    "---\n"
    + "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12))
    + "---\nĐiều 1"
)

_CELL_OF_WORD = "<w:tbl><w:tr><w:tc>{}<w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
_WIDE_CELL = _CELL_OF_WORD.format('<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>')
_ZEROS = 400 * _MEGABYTE

BOMBS: Mapping[str, Callable[[], bytes]] = {
    "zip-bomb.docx": lambda: archive({"word/document.xml": bytes(_ZEROS)}),
    "zip-bomb.xlsx": lambda: archive({"xl/workbook.xml": bytes(_ZEROS)}),
    "zip-bomb.hwpx": lambda: _hwpx(bytes(_ZEROS)),
    "zip-bomb.odt": lambda: archive({"mimetype": _ODT, "content.xml": bytes(_ZEROS)}),
    "lying-directory.odt": _lying_archive,
    "nested.zip": _nested_archives,
    "many-parts.odt": lambda: archive({"mimetype": _ODT} | {f"part{number}": "" for number in range(60_000)}),
    "laughs.docx": lambda: _docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", _DOCTYPE),
    "laughs.hwpx": lambda: _hwpx("<hp:p><hp:run><hp:t>&l9;</hp:t></hp:run></hp:p>", _DOCTYPE),
    "laughs.odt": lambda: odt("<text:p>&l9;</text:p>", _DOCTYPE),
    "laughs.xml": f"{_DOCTYPE}<rss><channel><title>&l9;</title></channel></rss>".encode,
    "laughs.md": _YAML.encode,
    "deep.md": lambda: b"---\na: " + b"[" * 100_000 + b"\n---\nArticle 1",
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000 + b"Article 1",
    "deep-tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"Article 1",
    "deep.xml": lambda: b"<?xml version='1.0'?>" + b"<a>" * 200_000 + b"Article 1",
    "deep.docx": lambda: _docx("<w:p>" * 100_000),
    "deep-tables.docx": lambda: _docx("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000),
    "deep.odt": lambda: odt("<text:list><text:list-item>" * 50_000),
    "deep.hwpx": lambda: _hwpx("<hp:p><hp:run>" * 50_000),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 1_000_000 + b"Article 1",
    "binary.rtf": lambda: b"{\\rtf1 {\\pict\\bin2147483647 abc} Article 1\\uc2147483647\\u-1 x}",
    "cell-far-away.xlsx": lambda: _sheet(_CELL_FAR_AWAY),
    "repeated.odt": lambda: odt(_REPEATED),
    "blanks.odt": lambda: odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'),
    "spans.docx": lambda: _docx(_WIDE_CELL),
    "spans.html": lambda: b"<table><tr><td colspan=2000000000 rowspan=2000000000>x</td></tr></table>",
    "flate.pdf": _flate_bomb,
    "picture.pdf": _huge_picture,
    "pages.pdf": _many_pages,
    "ring.pdf": _pages_in_a_ring,
    "form-in-itself.pdf": _form_in_itself,
    "paths.pdf": _paths,
    "deep.pdf": lambda: _one_page(_stream(b"q " * 500_000 + b"BT ET")),
    "section.hwp": lambda: _hwp(bytes(52 * _MEGABYTE)),
    "levels.hwp": lambda: _hwp(_records(71, 100_000)),
    "long-record.hwp": lambda: _hwp(struct.pack("<II", 67 | 0xFFF << 20, 0xFFFFFFFF) + b"a\0"),
    "one-line.txt": lambda: b"a" * (8 * _MEGABYTE),
    "blank-lines.txt": lambda: b"x" + b"\n \t" * (2 * _MEGABYTE) + b"y",
    "numbers.txt": lambda: b"1." * _MEGABYTE,
    "brackets.md": lambda: (
        b"# a\n" + b"".join(mark * 200_000 for mark in (b"[", b"](", b"*", b"`", b"|", b"<"))
    ),
    "articles.txt": lambda: "Điều 1. a\n".encode() * 20_000,
    "quotes.txt": lambda: "“Điều 1. ".encode() * 100_000,
    "articles-ko.txt": lambda: "제1조(목적 ".encode() * 100_000,
    "marks.txt": lambda: b"a" + "\u0323\u0302".encode() * 500_000,
    "jamo.txt": lambda: "\u1100\u1161\u11a8".encode() * 300_000,
}
"""What makes each of them, by name; some are tens of megabytes."""
