"""Fonts of legacy encodings in office files: what only their names can tell, from Unicode text through the inverse tables."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from corpus.legacy.tables import TCVN3, VNI
from corpus.models import SourceText, Span
from corpus.readers import ReadLimits, read_file
from corpus.readers.office import docx as docx_reader
from corpus.readers.office import pptx
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.raw import FontRun, RawText
from corpus.readers.repairing import repair_raw

SaveFile = Callable[[str, bytes], Path]
Runs = list[list[tuple[str, str]]]
"""Paragraphs of runs, each a font and a text as it is typed in that font."""

SHORT = ("Số", "Tên", "Kính gửi", "Nơi nhận", "Địa chỉ", "Đã ký", "Hà Nội", "phụ lục")


def codes(table: Mapping[str, str]) -> dict[int, str]:
    """For each letter the first way to write it that is Latin-1, as a table for `translate`."""
    latin = [
        (seen, letter) for seen, letter in table.items() if all(character <= "\xff" for character in seen)
    ]
    return {ord(letter): seen for seen, letter in reversed(latin)}


def typed(text: str, font: str) -> str:
    """The text as it is typed in a font."""
    return text.translate(codes(VNI if font.startswith("VNI") else TCVN3))


def paragraphs(lines: tuple[str, ...], font: str) -> Runs:
    return [[(font, typed(line, font))] for line in lines]


def as_docx(runs: Runs) -> bytes:
    document = docx.Document()
    for paragraph in runs:
        line = document.add_paragraph()
        for font, text in paragraph:
            line.add_run(text).font.name = font
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def as_rtf(runs: Runs) -> bytes:
    fonts = sorted({font for paragraph in runs for font, _ in paragraph})
    table = "".join(
        f"{{\\f{number}\\fcharset0{{\\*\\panose 02020603}}{font};}}" for number, font in enumerate(fonts)
    )
    body = "\\par ".join(
        "".join(f"{{\\f{fonts.index(font)} {_escaped(text)}}}" for font, text in paragraph)
        for paragraph in runs
    )
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{table}}}{body}}}".encode("ascii")


def _escaped(text: str) -> str:
    return "".join(
        letter if letter.isascii() else f"\\'{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter)}?"
        for letter in text
    )


@pytest.fixture
def write(
    save: SaveFile, make_doc: Callable[..., bytes], make_archive: Callable[..., bytes]
) -> Callable[..., SourceText]:
    """Runs in a file of a format, read back."""

    def as_doc(runs: Runs) -> bytes:
        fonts = sorted({font for paragraph in runs for font, _ in paragraph})
        text = "".join("".join(text for _, text in paragraph) + "\r" for paragraph in runs)
        lengths = [(len(text), font) for paragraph in runs for font, text in (*paragraph, ("", "\r"))]
        characters = [
            (length, struct.pack("<HH", 0x4A51, fonts.index(font)) if font else b"")
            for length, font in lengths
        ]
        return make_doc(text, characters=characters, parts={15: font_table(fonts)})

    def as_odt(runs: Runs) -> bytes:
        names = sorted({font for paragraph in runs for font, _ in paragraph})
        return make_archive(odt_parts(names, runs))

    makers = {"docx": as_docx, "rtf": as_rtf, "doc": as_doc, "odt": as_odt}
    return lambda kind, runs: read_file(save(f"a.{kind}", makers[kind](runs)))


def font_table(fonts: list[str]) -> bytes:
    described = [bytes(39) + font.encode("utf-16-le") + b"\0\0" for font in fonts]
    return struct.pack("<HH", len(fonts), 0) + b"".join(bytes([len(one)]) + one for one in described)


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "style"))


def odt_parts(fonts: list[str], runs: Runs) -> dict[str, str]:
    svg = f'xmlns:svg="{OASIS}:svg-compatible:1.0"'
    faces = "".join(
        f"<style:font-face {svg} style:name='F{number}' svg:font-family=\"'{font}'\"/>"
        for number, font in enumerate(fonts)
    )
    styles = "".join(
        f"<style:style style:name='T{number}' style:family='text'><style:text-properties style:font-name='F{number}'/>"
        "</style:style>"
        for number in range(len(fonts))
    )
    body = "".join(
        "<text:p>"
        + "".join(
            f"<text:span text:style-name='T{fonts.index(font)}'>{text}</text:span>"
            for font, text in paragraph
        )
        + "</text:p>"
        for paragraph in runs
    )
    content = (
        f"<office:document-content {NAMES}><office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}


KINDS = ("docx", "rtf", "doc", "odt")


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize("kind", KINDS)
def test_titles_of_one_word_are_read_by_their_font(
    write: Callable[..., SourceText], kind: str, font: str
) -> None:
    for line in SHORT:
        assert write(kind, paragraphs((line,), font)).text == line


@pytest.mark.parametrize("kind", KINDS)
def test_letters_stay_as_typed_whatever_the_font_shows(write: Callable[..., SourceText], kind: str) -> None:
    runs = [*paragraphs(("thông tư", "thanh tra"), ".VnTimeH"), [(".VnTimeH", "Thµnh phè Hµ NéI")]]
    assert write(kind, runs).text == "thông tư\nthanh tra\nThành phố Hà NỘI"


@pytest.mark.parametrize("kind", KINDS)
def test_one_line_in_two_fonts(write: Callable[..., SourceText], kind: str) -> None:
    mixed = [
        [
            (".VnTime", typed("Số ", ".VnTime")),
            ("Times New Roman", "ở Việt Nam "),
            ("VNI-Times", typed("Hà Nội", "VNI-Times")),
        ]
    ]
    assert write(kind, mixed).text == "Số ở Việt Nam Hà Nội"


@pytest.mark.parametrize("kind", KINDS)
def test_converted_files_keep_the_names_of_the_fonts(write: Callable[..., SourceText], kind: str) -> None:
    lines = ("Quyết định của Bộ", "Hà Nam, ngày 1", "Cá voi là thú")
    assert write(kind, [[(".VnTime", line)] for line in lines]).text == "\n".join(lines)


def test_fonts_of_styles_and_of_the_theme(make_docx: Callable[..., bytes]) -> None:
    def fill(document: Any) -> None:
        normal = document.styles["Normal"]
        normal.font.name = "Times New Roman"
        heading = document.styles.add_style("Tieu de", 1)
        heading.font.name = ".VnTimeH"
        document.styles.add_style("Con", 1).base_style = heading
        document.add_paragraph("th«ng t\xad", style="Con")
        run = document.add_paragraph("Sè").runs[0]
        run.font.name = "Arial"
        run._r.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")

    raw = docx_reader.read(make_docx(fill), ReadLimits())
    assert raw.fonts == (FontRun(1, Span(0, 8), ".VnTimeH"), FontRun(1, Span(9, 11), ".VnTime"))


def test_fonts_of_slides(make_archive: Callable[..., bytes]) -> None:
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slides = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    text = "<a:r><a:rPr><a:latin typeface='.VnTime'/></a:rPr><a:t>Sè</a:t></a:r><a:r><a:t> mét</a:t></a:r>"
    parts = {
        "ppt/presentation.xml": f'<p:presentation {slides} xmlns:r="{relations}"><p:sldIdLst><p:sldId r:id="a"/>'
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": '<Relationships><Relationship Id="a" Target="slides/s.xml"/></Relationships>',
        "ppt/slides/s.xml": f"<p:sld {slides} {drawing}><p:sp><p:txBody><a:p>{text}</a:p></p:txBody></p:sp></p:sld>",
    }
    assert pptx.read(make_archive(parts), ReadLimits()).fonts == (FontRun(1, Span(0, 2), ".VnTime"),)


def test_marks_survive_tables_and_leave_nothing_behind() -> None:
    marks = FontMarks()
    text = f" | {marks.mark('Sè  mét', '.VnTime')}|{marks.mark('x', 'Arial')} {marks.mark('hai', 'VNI-Times')}\ufdef"
    assert marks.take(text, 3) == (
        " | Sè  mét|x hai",
        (FontRun(3, Span(3, 10), ".VnTime"), FontRun(3, Span(13, 16), "VNI-Times")),
    )


def test_the_report_says_where() -> None:
    legacy, right = "QuyÕt ®Þnh cña Bé tr\xadëng", "Quyết định này có hiệu lực"
    raw = RawText("pdf", (right, legacy, right, f"{right}\n{legacy}"), metadata={"title": "Sè"})
    (found,) = repair_raw(raw).raw.diagnostics
    assert (found.code, found.page) == ("legacy_encoding", 2)
    assert "on 2 pages from 2 to 4" in found.message
    hinted = replace(raw, pages=(right, "Sè", right), fonts=(FontRun(2, Span(0, 2), ".VnTime"),))
    (found,) = repair_raw(hinted).raw.diagnostics
    assert (found.page, " on page 2 were in tcvn3" in found.message) == (2, True)


def test_a_suspicion_says_where() -> None:
    garbled = " ".join(["k¸z b¹q r¸w f¶j z¹z w®x q®f x¸k"] * 3)
    (found,) = repair_raw(RawText("pdf", ("Article 1", garbled))).raw.diagnostics
    assert (found.code, found.page) == ("legacy_font_suspected", 2)
