"""RTF: characters of every encoding, tables as rows, notes, boxes, tracked changes."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, ReadError
from corpus.readers import ReadLimits, read_file
from corpus.readers.office import rtf

SaveFile = Callable[[str, bytes], Path]

FONTS = (
    rb"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset129 Batang;}{\f2\fcharset163 .VnTime;}"
    rb"{\f3\fcharset163 Times New Roman (Vietnamese);}}"
)


def text_of(body: bytes) -> str:
    content = rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + b"}"
    return rtf.read(content, ReadLimits()).pages[0]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"\u272\'3fi\u7873\'3fu 1.\par Ph\u7841?m vi\par", "Điều 1.\nPhạm vi"),
        (rb"\uc2\u272??i\uc0\u7873u", "Điều"),
        (rb"\u-10179 ?\u-9216 ?", "🐀"),
        (rb"\f1\'c1\'a61\'c1\'b6", "제1조"),
        (rb"\f2 C\'e9ng h\'dfa, B\'e9 tr\'ad\'ebng, \'8d", "Céng hßa, Bé tr\xadëng, \x8d"),
        (rb"\f3 Vi\'ea\'f2t", "Viê\u0323t"),
        (rb"950/Q\u272?\_TTg\line d\'f2ng\~hai\tab\{ba\}\emdash", "950/QĐ-TTg\ndòng\xa0hai\t{ba}—"),
        (rb"a\deleted b\deleted0 c{\v d}e\plain f", "acef"),
        (rb"c\par{\deleted x\par}d", "c\nd"),
        (rb'theo {\field{\*\fldinst HYPERLINK "x"}{\fldrslt Lu\u7853?t}}', "theo Luật"),
        (rb"{\header \'91\u272?}{\pict 0102ff}{\*\generator x}{\info{\title A}}th\'e2n", "thân"),
        (rb"{\listtext\pard\plain 1.\tab}m\u7897?t", "1.\tmột"),
        (rb"{\upr{ten}{\*\ud{t\u234?n}}}", "tên"),
        (rb"\bin3 {}}sau", "sau"),
        (b"d\r\nai \\\r\ncu\\'f4i", "dai \ncuôi"),
    ],
    ids=[
        "unicode", "fallbacks", "surrogates", "korean", "eight-bit font", "windows-1258", "signs", "hidden", "deleted end",
        "field", "not on the page", "list number", "two forms", "binary", "line ends",
    ],
)  # fmt: skip
def test_text(body: bytes, text: str) -> None:
    assert text_of(body) == text


def test_rows_whether_described_before_or_behind() -> None:
    before = rb"\trowd\cellx1\cellx2\pard\intbl TT\cell T\'ean\cell\row\pard\intbl 1\cell M\'f4\par t\cell\row\pard h\u7871?t"
    assert text_of(before) == "TT | Tên\n1 | Mô t\nhết"
    behind = rb"\pard\intbl TT\cell b\cell{\trowd\cellx1\cellx2\row}\pard\intbl 1\cell 2\cell{\trowd\clvmrg\cellx1\cellx2\row}\pard x"
    assert text_of(behind) == "TT | b\n2\nx"
    across = rb"\trowd\cellx1\clmrg\cellx2\cellx3\pard\intbl 1\cell\cell 3\cell\row\pard x"
    assert text_of(across) == "1 | 3\nx"


def test_tables_in_tables() -> None:
    inner = rb"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
    body = inner + rb"\pard\intbl\itap1 sau\cell x\cell\trowd\cellx1\cellx2\row\intbl c\cell d\cell\row\pard"
    assert text_of(body) == "a | b sau | x\nc | d"


def test_notes_and_boxes() -> None:
    body = (
        rb"m\u7897?t{\super\chftn}{\footnote\pard {\super\chftn} theo Lu\u7853?t\par}."
        rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard khung\par}}{\shprslt x}} hai\par ba{\footnote sau}"
    )
    assert text_of(body) == "một[1]. hai\nkhung\nba[2]\n[1] theo Luật\n[2] sau"


def test_a_file_by_its_content(save: SaveFile) -> None:
    content = rb"{\rtf1\ansi{\info{\title Ngh\u7883?}{\author A}} \u272?i\u7873?u 1\par}"
    source = read_file(save("a.doc", content))
    assert (source.text, source.report.format, source.report.encoding) == ("Điều 1", "rtf", "cp1252")
    assert source.metadata == {"title": "Nghị", "author": "A"}
    assert not source.report.diagnostics  # Word itself writes RTF under .doc
    with pytest.raises(DamagedFileError, match="nested too deeply"):
        read_file(save("b.rtf", b"{\\rtf1 " + b"{" * 100_000))


def test_mutations_raise_nothing_but_read_errors(save: SaveFile) -> None:
    content = (
        rb"{\rtf1\ansi\ansicpg1252"
        + FONTS
        + rb"\trowd\cellx1\intbl\f1 a\cell\row\pard{\footnote \u272?x}\par b}"
    )
    chance = random.Random(9)
    for _ in range(60):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(6, len(mutated))] = chance.choice(
                rb"\{}0129 abcf'*" + bytes(range(128, 140))
            )
        with contextlib.suppress(ReadError):
            assert read_file(save("a.rtf", bytes(mutated)), ReadLimits(seconds=20)).text.strip()
