"""Pictures that scanners and cameras make: noisy, in colours, on their side, of several pages, with tables."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import DamagedFileError, NeedsOcrError, ReadLimitError
from corpus.readers import ReadLimits, read_file
from corpus.readers.ocr import cleaning
from corpus.readers.ocr.layout import put_together
from corpus.readers.ocr.ruled import find_tables
from corpus.readers.ocr.scans import PictureError, PictureFile
from corpus.readers.ocr.tesseract import Box, Tesseract, Word
from tests.quality.ocr import distance

SaveFile = Callable[[str, bytes], Path]
Paper = Callable[..., tuple[Any, Any]]

DPI = 200
VIETNAMESE = ["Điều 4. Trách nhiệm của cơ quan chủ trì", "Cơ quan chủ trì lập kế hoạch hằng năm."]
KOREAN = ["제4조(책무) 국가는 필요한 시책을 마련하고", "이를 추진하여야 할 책무를 진다."]
FONTS = {
    "vi": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    "ko": ("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", "fonts-nanum"),
}


@pytest.fixture
def engine(require_program: Callable[[str, str], str], require: Callable[[bool, str], None]) -> None:
    require_program("tesseract", "tesseract-ocr")
    found = Tesseract.find()
    present = found is not None and found.languages >= {"vie", "kor", "osd"}
    require(
        present, "needs language data: apt-get install tesseract-ocr-vie tesseract-ocr-kor tesseract-ocr-osd"
    )


@pytest.fixture
def paper(require: Callable[[bool, str], None]) -> Paper:
    """A white sheet of 200 dpi and a pen for 12-point print."""

    def build(width: int = 1100, height: int = 260, language: str = "vi") -> tuple[Any, Any]:
        path, package = FONTS[language]
        require(Path(path).exists(), f"needs a font: apt-get install {package}")
        picture = Image.new("RGB", (width, height), "white")
        pen = ImageDraw.Draw(picture)
        pen.font = ImageFont.truetype(path, 33)
        return picture, pen

    return build


def written(paper: Paper, lines: list[str], language: str = "vi") -> Any:
    picture, pen = paper(height=60 + 60 * len(lines), language=language)
    for number, line in enumerate(lines):
        pen.text((50, 30 + 60 * number), line, "black")
    return picture


def saved(save: SaveFile, picture: Any, form: str = "PNG", **options: Any) -> Path:
    output = BytesIO()
    picture.save(output, form, dpi=(DPI, DPI), **options)
    return save(f"scan.{form.lower()}", output.getvalue())


def error_rate(found: str, truth: list[str]) -> float:
    one, other = "".join(found.split()), "".join("".join(truth).split())
    return distance(one, other) / len(other)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("lines", "language"), [(VIETNAMESE, "vi"), (KOREAN, "ko")])
def test_grain_is_smoothed_away(save: SaveFile, paper: Paper, lines: list[str], language: str) -> None:
    pixels = np.asarray(written(paper, lines * 2, language).convert("L"), dtype=np.float32)
    grain = np.random.default_rng(7).normal(0, 35, pixels.shape)
    noisy = Image.fromarray((40 + 0.75 * pixels + grain).clip(0, 255).astype(np.uint8))
    assert error_rate(read_file(saved(save, noisy)).text, lines * 2) < 0.06


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_picture_that_was_laid_down_wrong_is_turned(save: SaveFile, paper: Paper, turned: int) -> None:
    lines = [*VIETNAMESE, "Sở Xây dựng thẩm định trong thời hạn mười lăm ngày."] * 3
    picture = written(paper, lines).rotate(turned, expand=True)
    assert error_rate(read_file(saved(save, picture)).text, lines) < 0.06


@pytest.mark.usefixtures("engine")
def test_each_page_of_a_tiff_is_a_page(save: SaveFile, paper: Paper) -> None:
    first, blank, last = written(paper, VIETNAMESE[:1]), paper()[0], written(paper, VIETNAMESE[1:])
    source = read_file(saved(save, first, "TIFF", save_all=True, append_images=[blank, last]))
    texts = [source.text[page.start : page.end] for page in source.pages]
    assert error_rate(texts[0], VIETNAMESE[:1]) < 0.06
    assert error_rate(texts[2], VIETNAMESE[1:]) < 0.06
    assert [page.number for page in source.report.ocr_pages] == [1, 3]
    assert source.report.empty_pages == (2,)
    assert [(note.code, note.page) for note in source.report.diagnostics] == [("pages_without_text", 2)]


@pytest.mark.usefixtures("engine")
def test_print_under_a_red_seal_is_read(save: SaveFile, paper: Paper) -> None:
    picture = written(paper, VIETNAMESE * 2)
    seal, pen = paper(picture.width, picture.height)
    for radius in range(10, 100, 12):
        pen.circle((180, 150), radius, outline=(215, 35, 45), width=7)
    stamped = Image.composite(picture, seal, picture.convert("L").point(lambda value: 255 * (value < 128)))
    assert error_rate(read_file(saved(save, stamped)).text, VIETNAMESE * 2) < 0.06


@pytest.mark.usefixtures("engine")
def test_coloured_print_is_no_seal(save: SaveFile, paper: Paper) -> None:
    picture, pen = paper()
    pen.text((50, 30), VIETNAMESE[0], (200, 0, 0))
    pen.text((50, 90), VIETNAMESE[1], (0, 0, 160))
    assert error_rate(read_file(saved(save, picture)).text, VIETNAMESE) < 0.06


@pytest.mark.usefixtures("engine")
def test_a_page_in_another_language_than_the_first(save: SaveFile, paper: Paper) -> None:
    first, second = written(paper, VIETNAMESE * 2), written(paper, KOREAN * 2, "ko")
    source = read_file(saved(save, first, "TIFF", save_all=True, append_images=[second]))
    assert error_rate(source.text[source.pages[1].start :], KOREAN * 2) < 0.06


TABLE = [["Số", "Tên đơn vị", "Địa chỉ"], ["1", "Sở Xây dựng", "Hà Nội"], ["2", "Sở Tài chính", "Đà Nẵng"]]
LEFTS, TOPS = [60, 180, 560, 960], [100, 180, 260, 340]


def ruled(paper: Paper, *, joined: bool = False) -> Any:
    """A sentence, and a table under it; on request the middle row is one cell over the last two columns."""
    picture, pen = paper(height=400)
    pen.text((60, 30), VIETNAMESE[1], "black")
    for top in TOPS:
        pen.line((LEFTS[0], top, LEFTS[-1], top), "black", 3)
    for left in LEFTS:
        pen.line((left, TOPS[0], left, TOPS[1 if joined and left == 560 else -1]), "black", 3)
    if joined:
        pen.line((560, TOPS[2], 560, TOPS[3]), "black", 3)
    for top, row in zip(TOPS, TABLE, strict=False):
        for left, text in zip(LEFTS, row, strict=False):
            if not joined or top != TOPS[1] or left == LEFTS[0]:
                pen.text((left + 20, top + 18), text, "black")
    if joined:
        pen.text((400, TOPS[1] + 18), "Cộng hai đơn vị", "black")
    return picture


@pytest.mark.usefixtures("engine")
def test_a_ruled_table_comes_out_in_rows(save: SaveFile, paper: Paper) -> None:
    text = read_file(saved(save, ruled(paper))).text
    assert text.splitlines()[-3:] == [" | ".join(row) for row in TABLE]
    assert error_rate(text.splitlines()[0], VIETNAMESE[1:]) < 0.06


@pytest.mark.usefixtures("engine")
def test_a_cell_over_two_columns_is_one(save: SaveFile, paper: Paper) -> None:
    lines = read_file(saved(save, ruled(paper, joined=True))).text.splitlines()
    assert lines[-2:] == ["1 | Cộng hai đơn vị", "2 | Sở Tài chính | Đà Nẵng"]


@pytest.mark.parametrize("turned", [0, 0.4])
def test_cells_between_rules(paper: Paper, turned: float) -> None:
    (table,) = find_tables(cleaning.grey(ruled(paper)).rotate(turned, fillcolor=255))
    assert [len(row) for row in table.rows] == [3, 3, 3]
    assert all(
        abs(found - drawn) < 9 for found, drawn in zip(table.boxes[1, 2], (560, 180, 960, 260), strict=True)
    )


def test_frames_and_underlines_are_no_tables(paper: Paper) -> None:
    picture, pen = paper(height=600)
    pen.rectangle((20, 20, 1080, 580), outline="black", width=4)
    pen.line((550, 20, 550, 580), "black", 4)
    pen.line((100, 90, 400, 90), "black", 4)
    assert find_tables(cleaning.grey(picture)) == []


def word(text: str, confidence: float, line: int = 1, left: int = 0) -> Word:
    return Word(text, confidence, (1, 1, line), Box(left, 40 * line, left + 30, 40 * line + 30))


def test_only_what_cannot_be_writing_is_left_out() -> None:
    found = put_together(
        [
            *(word("“*", 0.1), word("Điều", 0.9), word("1.", 0.4), word("]", 0.3)),
            *(word("3Ö", 0.2, 2), word("(ó", 0.3, 2)),
            *(word("Nguyễn", 0.6, 3), word("X~", 0.2, 3)),
            word("—.", 0.4, 4),
        ]
    )
    assert found.text == "Điều 1.\nNguyễn X~"
    assert found.noise == 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_becomes_black_on_white(paper: Paper, mode: str) -> None:
    picture = written(paper, VIETNAMESE).convert("L")
    deep = Image.fromarray(np.asarray(picture, dtype=np.uint16) * 257)
    output = BytesIO()
    (deep if mode == "I;16" else picture.convert(mode)).save(
        output, "TIFF" if mode == "CMYK" else "PNG", dpi=(DPI, DPI)
    )
    drawn = cleaning.grey(PictureFile(output.getvalue()).draw(1, DPI))
    assert drawn.size == picture.size
    dark = np.asarray(drawn) < 128
    assert dark.any()
    assert (dark == (np.asarray(picture) < 128)).mean() > 0.99


def test_transparent_paper_is_white() -> None:
    output = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(output, "PNG")
    assert PictureFile(output.getvalue()).draw(1, 150).getextrema() == ((255, 255),) * 3


def test_a_picture_held_sideways_by_the_camera_is_upright() -> None:
    output, orientation = BytesIO(), Image.Exif()
    orientation[0x0112] = 6
    Image.new("L", (300, 200), "white").save(output, "JPEG", exif=orientation)
    assert PictureFile(output.getvalue()).draw(1, 150).size == (200, 300)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + bytes(40), b"II*\x00" + bytes(9), b"\xff\xd8\xff\xe0"]
)
def test_a_broken_picture_is_named(save: SaveFile, content: bytes) -> None:
    with pytest.raises((DamagedFileError, NeedsOcrError), match="truncated or broken"):
        read_file(save("scan.png", content))


@pytest.mark.usefixtures("engine")
def test_a_picture_that_was_cut_off_is_named(save: SaveFile, paper: Paper) -> None:
    content = saved(save, written(paper, VIETNAMESE)).read_bytes()
    with pytest.raises(NeedsOcrError, match="truncated or broken"):
        read_file(save("cut.png", content[: len(content) // 2]))


def test_too_many_pixels_are_refused() -> None:
    output = BytesIO()
    Image.new("1", (20_000, 10_001)).save(output, "PNG")
    with pytest.raises(PictureError, match="too many pixels"):
        PictureFile(output.getvalue()).draw(1, 300)


def test_too_many_pages_are_refused(save: SaveFile, paper: Paper) -> None:
    sheet = paper(20, 20)[0]
    path = saved(save, sheet, "TIFF", save_all=True, append_images=[sheet] * 3)
    with pytest.raises(ReadLimitError, match="has 4 pages"):
        read_file(path, ReadLimits(pages=3))
