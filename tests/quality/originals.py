"""Small sound documents of the formats that folders of public documents seldom have, to be damaged."""

from io import BytesIO
from pathlib import Path

import openpyxl
import xlwt

from tests.quality.bombs import archive, odt

_ROWS = [
    ("TT", "Tên chương trình", "Kinh phí"),
    *((n, f"Đô thị thông minh số {n}", n * 1.5) for n in range(1, 40)),
]
_OFFICE = "http://schemas.openxmlformats.org"
_PRESENTATION = (
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:p="{_OFFICE}/presentationml/2006/main" '
    f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
)


def write_originals(folder: Path) -> list[Path]:
    """Write them into the folder; their paths."""
    made = {
        "a.xlsx": _xlsx(),
        "a.xls": _xls(),
        "a.odt": _odt(),
        "a.pptx": _pptx(),
        "a.rtf": _rtf(),
        "a.html": _html(),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def _xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in _ROWS:
        sheet.append(row)
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def _xls() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("A")
    for number, row in enumerate(_ROWS):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def _odt() -> bytes:
    cells = "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in _ROWS[1])
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    paragraphs = "".join(
        f"<text:p>Điều {number}. Phạm vi<text:tab/>điều chỉnh</text:p>" for number in range(30)
    )
    return odt(
        f"<text:list><text:list-item><text:p>một</text:p></text:list-item></text:list>{paragraphs}{table}"
    )


def _pptx() -> bytes:
    relation = f"{_OFFICE}/officeDocument/2006/relationships/slide"
    slides = {
        f"ppt/slides/slide{number}.xml": f"<p:sld {_PRESENTATION}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Điều {number}</a:t>"
        "</a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        for number in range(1, 6)
    }
    shown = "".join(f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in range(1, 6))
    related = "".join(
        f'<Relationship Id="r{number}" Type="{relation}" Target="slides/slide{number}.xml"/>'
        for number in range(1, 6)
    )
    return archive(
        {
            "ppt/presentation.xml": f"<p:presentation {_PRESENTATION}><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{related}</Relationships>',
            **slides,
        }
    )


def _rtf() -> bytes:
    rows = b"".join(
        b"\\trowd\\cellx900\\cellx1800\\intbl 1\\cell \\u272?i\\u7873?u %d\\cell\\row\n" % n
        for n in range(20)
    )
    return (
        b"{\\rtf1\\ansi\\ansicpg1258{\\fonttbl{\\f0 Times New Roman;}}\\pard Article 1\\par\n" + rows + b"}"
    )


def _html() -> bytes:
    rows = "".join(f"<tr><td>{number}</td><td colspan=2>{name}</td></tr>" for number, name, _ in _ROWS)
    return f"<html><head><title>제1조</title></head><body><nav><a href=x>메뉴</a></nav><ol><li>목적<table>{rows}</table></ol>".encode()
