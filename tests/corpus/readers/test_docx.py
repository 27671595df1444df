"""DOCX: everything that is on the page, in order, with the numbers that Word prints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import DamagedFileError
from corpus.readers import read_file
from corpus.readers.office.list_numbers import FORMATS

SaveFile = Callable[[str, bytes], Path]
MakeDocx = Callable[[Callable[[Any], None]], bytes]

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def test_paragraphs_and_tables_in_order(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = "Nghị định"
        document.sections[0].header.paragraphs[0].text = "đầu trang"
        document.add_heading("Điều 1. Phạm vi", level=1)
        table = document.add_table(rows=2, cols=3)
        for row, texts in zip(table.rows, (("TT", "Tên", "Mức"), ("1", "Một\nhai", "")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(0, 2).merge(table.cell(1, 2))
        paragraph = document.add_paragraph("Hà Nội,")
        paragraph.add_run("\tngày\n01")

    source = read_file(save("a.docx", make_docx(fill)))
    assert source.text == "Điều 1. Phạm vi\nTT | Tên | Mức\n1 | Một hai\nHà Nội,\tngày\n01"
    assert source.metadata["title"] == "Nghị định"
    assert (source.report.format, source.report.pages) == ("docx", 1)


def test_a_table_of_one_row_is_a_frame_and_keeps_its_lines(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text = "CHÍNH PHỦ"
        cells[0].add_paragraph("Số: 136/2026/NĐ-CP")
        cells[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        short = document.add_table(rows=1, cols=2).rows[0].cells
        short[0].text, short[1].text = "Mẫu 1.1", "Nghị quyết"

    lines = ["CHÍNH PHỦ", "Số: 136/2026/NĐ-CP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mẫu 1.1 | Nghị quyết"]
    assert read_file(save("a.docx", make_docx(fill))).text.splitlines() == lines


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:hyperlink><w:r><w:t>Luật</w:t></w:r></w:hyperlink>", "Luật"),
        (
            "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>",
            "thêm",
        ),
        ("<w:r><w:t>950/QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t></w:r>", "950/QĐ-TTg"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a</w:t></w:r>", "a"),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "ô nhập"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> a</w:t></w:r>', "• a"),
        (
            "<w:r><w:t>a</w:t><w:drawing><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r>",
            "a\nkhung",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>a</w:t></w:r>", "a"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>', "hiện"),
        (
            "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>",
            "mới",
        ),
        (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x=1</m:t></m:r></m:oMath>', "x=1"),
    ],
    ids=[
        "link",
        "revision",
        "hyphen",
        "field",
        "control",
        "symbol",
        "text box",
        "hidden",
        "shown",
        "move",
        "formula",
    ],
)
def test_inline_content(save: SaveFile, make_docx: MakeDocx, inner: str, text: str) -> None:
    def fill(document: Any) -> None:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))

    assert read_file(save("a.docx", make_docx(fill))).text == text


LEVELS = """
<w:abstractNum w:abstractNumId="90" {ns}>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>"""
INSTANCES = """<w:numbering {ns}><w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        numbering = document.part.numbering_part.element
        for element in numbering:
            numbering.remove(element)
        numbering.append(parse_xml(LEVELS.format(ns=nsdecls("w"))))
        numbering.extend(list(parse_xml(INSTANCES.format(ns=nsdecls("w")))))
        for instance, depth, text in (
            (91, 0, "Phạm vi"), (91, 1, "một"), (91, 2, "a"), (91, 2, "b"), (91, 3, "gạch"), (91, 1, "hai"), (91, 2, "a"),
            (91, 0, "Đối tượng"), (91, 1, "một"), (92, 0, "Hiệu lực"), (0, 0, "không số"),
        ):  # fmt: skip
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = instance

    assert read_file(save("a.docx", make_docx(fill))).text.splitlines() == [
        "Điều 1. Phạm vi", "1. một", "a) a", "b) b", "• gạch", "2. hai", "a) a",
        "Điều 2. Đối tượng", "1. một", "Điều 7. Hiệu lực", "không số",
    ]  # fmt: skip


STYLED = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="80"><w:styleLink w:val="Muc"/>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="81"><w:numStyleLink w:val="Muc"/></w:abstractNum>
<w:num w:numId="81"><w:abstractNumId w:val="81"/></w:num>
<w:num w:numId="82"><w:abstractNumId w:val="80"/><w:lvlOverride w:ilvl="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1 -"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"""


def test_list_styles_and_levels_of_an_instance(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        numbering = document.part.numbering_part.element
        for element in list(numbering):
            numbering.remove(element)
        numbering.extend(list(parse_xml(STYLED.format(ns=nsdecls("w")))))
        for instance, text in ((81, "một"), (81, "hai"), (82, "ba")):
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = instance

    assert read_file(save("a.docx", make_docx(fill))).text == "Điều 1. một\nĐiều 2. hai\nIII - ba"


def test_deleted_paragraph_ends_and_rows(save: SaveFile, make_docx: MakeDocx) -> None:
    ended = "<w:p {ns}><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    def fill(document: Any) -> None:
        document.element.body.insert(0, parse_xml(ended.format(ns=nsdecls("w"), text="nối ")))
        document.add_paragraph("liền")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, "abcd", strict=True):
            cell.text = text
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
        document.element.body.insert(3, parse_xml(ended.format(ns=nsdecls("w"), text="cuối")))

    assert read_file(save("a.docx", make_docx(fill))).text == "nối liền\nc | d\ncuối"


NOTES = """<w:footnotes {ns}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Theo Luật</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def test_footnotes_follow_the_body(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        content = NOTES.format(ns=nsdecls("w")).encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        paragraph = document.add_paragraph("Điều 1")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))

    assert read_file(save("a.docx", make_docx(fill))).text == "Điều 1[1]\n[1] Theo Luật"


@pytest.mark.parametrize(
    ("name", "number", "printed"),
    [
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 28, "BB"),
        ("decimalZero", 7, "07"),
        ("decimalEnclosedCircle", 3, "③"),
        ("ganada", 3, "다"),
        ("chosung", 2, "ㄴ"),
        ("koreanCounting", 21, "이십일"),
        ("japaneseCounting", 10, "十"),
    ],
)
def test_number_formats(name: str, number: int, printed: str) -> None:
    assert FORMATS[name](number) == printed


def test_numbers_of_a_style(save: SaveFile, make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("một", style="List Number")
        document.add_paragraph("hai", style="List Number")

    assert read_file(save("a.docx", make_docx(fill))).text == "1. một\n2. hai"


def test_a_docx_without_its_parts(save: SaveFile, make_archive: Any) -> None:
    for parts in (
        {"word/document.xml": "<w/>"},
        {"word/document.xml": "no xml", "[Content_Types].xml": "<Types/>"},
    ):
        with pytest.raises(DamagedFileError, match="missing or broken"):
            read_file(save("a.docx", make_archive(parts)))
