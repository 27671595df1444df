"""DOCX built from raw XML: fields, revisions, boxes, tables of contents, other packages than python-docx writes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.models import SourceText
from corpus.readers import read_file

SaveFile = Callable[[str, bytes], Path]
ReadBody = Callable[..., SourceText]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{}" ContentType="{}"/></Types>'
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def relationships(base: str, targets: Mapping[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


@pytest.fixture
def read_body(save: SaveFile, make_archive: Any) -> ReadBody:
    """Read a DOCX whose body is the given XML; `parts` are further parts of the folder `word`, by their relationship."""

    def read(
        body: str,
        parts: Mapping[str, tuple[str, str | bytes]] | None = None,
        *,
        main: str = "word/document.xml",
        kind: str = DOCUMENT_TYPE,
        suffix: str = "docx",
        strict: bool = False,
    ) -> SourceText:
        folder, _, name = main.rpartition("/")
        base = STRICT_RELATIONS if strict else RELATIONS
        found: dict[str, str | bytes] = {
            "[Content_Types].xml": TYPES.format(main, kind),
            "_rels/.rels": relationships(base, {"officeDocument": main}),
            f"{folder}/_rels/{name}.rels": relationships(
                base, {relation: target for relation, (target, _) in (parts or {}).items()}
            ),
            main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        }
        found |= {f"{folder}/{target}": content for target, content in (parts or {}).values()}
        if strict:
            found = {
                part: content.replace(WORD, STRICT_WORD) if isinstance(content, str) else content
                for part, content in found.items()
            }
        return read_file(save(f"a.{suffix}", make_archive(found)))

    return read


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def field(code: str, result: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


BOX = f"<w:txbxContent>{paragraph(run('khung'))}</w:txbxContent>"
HIDING = '<w:style w:type="{}" w:styleId="{}"><w:rPr><w:vanish/></w:rPr></w:style>'
STYLES = (
    f"<w:styles {NAMESPACES}>{HIDING.format('character', 'An')}{HIDING.format('paragraph', 'AnDoan')}"
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="AnDoan"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(field("REF a", run("Điều 5")) + run(" này")), "Điều 5 này"),
        (paragraph(field("IF " + "", field("MERGEFIELD x", run("trong")) + run("ngoài"))), "trongngoài"),
        (paragraph(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{field("x", run("mã"))}{run("mã")}') + paragraph(run("sau")), "\nsau"),
        (
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("MERGEFIELD x", run("mã"))
                + '<w:hyperlink><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:hyperlink>' + run("kết quả")
            ),
            "kết quả",
        ),
        (paragraph(f'<w:fldSimple w:instr="HYPERLINK">{run("Luật")}</w:fldSimple>'), "Luật"),
        (paragraph(run("ẩn", '<w:rStyle w:val="An"/>') + run("hiện")), "hiện"),
        (paragraph(run("ẩn") + run("hiện", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Con"/>'), "hiện"),
        (paragraph(run("một "), "<w:rPr><w:moveFrom/></w:rPr>") + paragraph(run("hai")), "một hai"),
        (paragraph("<w:ruby><w:rt>" + run("한") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby>"), "漢"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/></w:r>' + run(" a")), "☑α a"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="không"/></w:r>' + run("a")), "a"),
        (paragraph(run("\uf0b7 a \uf02d") + run("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>')), "• a -□"),
        (
            paragraph(
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
                f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("thân")
            ),
            "thân\nkhung",
        ),
        (paragraph(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>" + run("thân")), "thân\nkhung"),
        (f"<w:smartTag>{paragraph(run('một') + '<w:r><w:softHyphen/></w:r>' + run('hai'))}</w:smartTag>", "mộthai"),
    ],
    ids=[
        "field", "fields in fields", "field without end", "field in the code", "simple field", "hidden by style",
        "hidden by a style below", "moved end", "ruby", "symbols", "broken symbol", "symbols as text",
        "box in two forms", "older box", "smart tag",
    ],
)  # fmt: skip
def test_what_is_on_the_page(read_body: ReadBody, body: str, text: str) -> None:
    shown = read_body(body + paragraph(run("hết")), {"styles": ("styles.xml", STYLES)}).text
    assert shown == f"{text}\nhết".lstrip("\n")


def test_cells_that_are_merged_deleted_or_in_controls(read_body: ReadBody) -> None:
    inner = f"<w:tbl>{row(cell('x'), cell('y'))}{row(cell('z'), cell('t'))}</w:tbl>{paragraph('')}"
    control = f"<w:sdt><w:sdtContent>{row(cell('4'), f'<w:tc>{inner}</w:tc>')}</w:sdtContent></w:sdt>"
    table = "".join(
        (
            row(cell("TT"), cell("Tên", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            row(cell("1", '<w:vMerge w:val="restart"/>'), cell("a"), cell("b", "<w:cellDel/>")),
            row(cell("", "<w:vMerge/>"), cell("c"), cell("", '<w:hMerge w:val="continue"/>'), cell("d")),
            row(cell("ẩn"), cell("ẩn"), properties="<w:hidden/>"),
            f"<w:customXml>{row(cell('3'), cell('e'))}</w:customXml>",
            control,
        )
    )
    assert read_body(f"<w:tbl>{table}</w:tbl>").text.splitlines() == [
        "TT | Tên", "1 | a", "c | d", "3 | e", "4 | x | y z | t",
    ]  # fmt: skip


def test_tables_of_contents_are_left_out_and_named(read_body: ReadBody) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    entry = paragraph(run("Điều 1. Phạm vi") + field("PAGEREF _Toc12 \\h", run("2")))
    styled = paragraph(run("Điều 2. Hiệu lực\t5"), '<w:pStyle w:val="ML1"/>')
    unlike = paragraph(run("Điều 2. Hiệu lực"), '<w:pStyle w:val="ML1"/>')
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph(run('Mục lục'))}{entry}</w:sdtContent></w:sdt>{entry}{styled}"
    source = read_body(body + paragraph(run("Điều 1. Phạm vi")) + unlike, {"styles": ("styles.xml", STYLES)})
    assert source.text == "Điều 1. Phạm vi\nĐiều 2. Hiệu lực"
    assert [(note.code, note.message[:7]) for note in source.report.diagnostics] == [
        ("contents_removed", "4 lines")
    ]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.html", "<html><body><p>Điều 1</p><ul><li>một</li></ul></body></html>", "Điều 1\n- một\nthân"),
        ("a.rtf", rb"{\rtf1 \u272?i\u7873?u 1\par hai}", "Điều 1\nhai\nthân"),
        ("a.txt", "Điều 1", "Điều 1\nthân"),
        ("a.mht", "MIME-Version: 1.0\n\nĐiều", "thân"),
    ],
)
def test_files_in_place_of_text(read_body: ReadBody, name: str, content: str | bytes, text: str) -> None:
    source = read_body('<w:altChunk r:id="r0"/>' + paragraph(run("thân")), {"aFChunk": (name, content)})
    assert source.text == text
    assert [note.code for note in source.report.diagnostics] == ["part_left_out"] * name.endswith("mht")


@pytest.mark.parametrize(
    "package",
    [
        {"strict": True},
        {"main": "word/document2.xml"},
        {"main": "main/text.xml"},
        {"kind": "application/vnd.ms-word.document.macroEnabled.main+xml", "suffix": "docm"},
        {"kind": DOCUMENT_TYPE.replace("document.main", "template.main"), "suffix": "dotx"},
    ],
    ids=["strict", "another name", "another folder", "with macros", "template"],
)
def test_packages(read_body: ReadBody, package: dict[str, Any]) -> None:
    note = (
        f"<w:endnotes {NAMESPACES}><w:endnote w:id='3'>{paragraph(run('Theo Luật'))}</w:endnote></w:endnotes>"
    )
    body = paragraph(run("Điều 1") + '<w:r><w:endnoteReference w:id="3"/></w:r>')
    source = read_body(body, {"endnotes": ("endnotes.xml", note)}, **package)
    assert source.text == "Điều 1[1]\n[1] Theo Luật"
    assert (source.report.format, source.report.diagnostics) == ("docx", ())
