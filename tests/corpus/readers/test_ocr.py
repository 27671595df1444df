"""OCR of pages that are pictures: what is read, with what confidence, and what is said when it cannot be."""

import shutil
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import NeedsOcrError
from corpus.readers import ReadLimits, ocr, read_file
from corpus.readers.ocr.restoring import restore_lines, restore_signs
from corpus.readers.ocr.scans import PictureFile
from corpus.readers.ocr.tesseract import Tesseract, TesseractError

SaveFile = Callable[[str, bytes], Path]
Draw = Callable[..., Any]
MakeScan = Callable[..., bytes]

VIETNAMESE = [
    "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng",
    "Quyết định này có hiệu lực từ ngày ký ban hành.",
]
KOREAN = ["제1조(목적) 이 법은 국민의 권리를 보호하고", "공공복리를 증진하는 것을 목적으로 한다."]
FONTS = {
    "vi": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    "ko": ("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", "fonts-nanum"),
}


@pytest.fixture(autouse=True)
def _engine(require_program: Callable[[str, str], str], require: Callable[[bool, str], None]) -> None:
    require_program("tesseract", "tesseract-ocr")
    engine = Tesseract.find()
    present = engine is not None and engine.languages >= {"vie", "kor"}
    require(present, "needs language data: apt-get install tesseract-ocr-vie tesseract-ocr-kor")


@pytest.fixture
def draw(require: Callable[[bool, str], None]) -> Draw:
    """A grey picture of lines, as of a narrow page at 150 dpi."""

    def build(lines: list[str], language: str = "vi", *, turned: float = 0) -> Any:
        path, package = FONTS[language]
        require(Path(path).exists(), f"needs a font: apt-get install {package}")
        picture = Image.new("L", (900, 60 + 50 * len(lines)), 255)
        pen = ImageDraw.Draw(picture)
        for number, line in enumerate(lines):
            pen.text((40, 30 + 50 * number), line, 0, font=ImageFont.truetype(path, 30))
        return picture.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)

    return build


@pytest.fixture
def make_scan() -> MakeScan:
    """A PDF whose pages are pictures, each with at most a line of text over it."""

    def build(*pictures: Any, header: str = "") -> bytes:
        output = BytesIO()
        canvas = Canvas(output)
        for picture in pictures:
            width, height = (0.48 * side for side in picture.size)
            canvas.setPageSize((width, height + 30))
            canvas.drawInlineImage(picture, 0, 0, width, height)
            canvas.drawString(40, height + 10, header)
            canvas.showPage()
        canvas.save()
        return output.getvalue()

    return build


def error_rate(found: str, truth: list[str]) -> float:
    """The share of the characters that OCR got wrong, white space aside."""
    one, other = "".join(found.split()), "".join("".join(truth).split())
    same = sum(
        block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    return 1 - same / max(len(one), len(other))


@pytest.mark.parametrize(("lines", "language"), [(VIETNAMESE, "vi"), (KOREAN, "ko")])
@pytest.mark.parametrize("turned", [0, 2], ids=["straight", "skewed"])
def test_a_scan_is_recognised_in_its_language(
    save: SaveFile, draw: Draw, make_scan: MakeScan, lines: list[str], language: str, turned: float
) -> None:
    source = read_file(save("scan.pdf", make_scan(draw(lines, language, turned=turned))))
    found = [line for line in source.text.splitlines() if line]
    assert error_rate(source.text, lines) < 0.06
    assert [len(line.split()) for line in found] == [len(line.split()) for line in lines]
    assert [page.number for page in source.report.ocr_pages] == [1]
    assert 0.75 < source.report.ocr_pages[0].confidence <= 1
    assert (source.report.empty_pages, source.report.diagnostics) == ((), ())


def test_written_pages_and_scans_keep_their_order(
    save: SaveFile, draw: Draw, make_scan: MakeScan, make_pdf: Any
) -> None:
    written = "Quyết định về việc ban hành quy chế làm việc của Ủy ban nhân dân tỉnh và các cơ quan."
    writer = PdfWriter()
    for part in (
        make_pdf([[written, "Trang thứ nhất của quyết định."]], font="DejaVu"),
        make_scan(draw(VIETNAMESE[:1]), draw(VIETNAMESE[1:])),
        make_pdf([["Điều 9. " + written, "Trang cuối của quyết định."]], font="DejaVu"),
    ):
        writer.append(BytesIO(part))
    output = BytesIO()
    writer.write(output)
    source = read_file(save("mixed.pdf", output.getvalue()))
    pages = [source.text[page.start : page.end].strip() for page in source.pages]
    assert pages[0] == f"{written}\nTrang thứ nhất của quyết định."
    assert error_rate(pages[1], VIETNAMESE[:1]) < 0.06
    assert error_rate(pages[2], VIETNAMESE[1:]) < 0.06
    assert pages[3].startswith("Điều 9.")
    assert [page.number for page in source.report.ocr_pages] == [2, 3]


def test_the_text_over_a_scan_wins_where_ocr_read_the_same_line(
    save: SaveFile, draw: Draw, make_scan: MakeScan
) -> None:
    scan = make_scan(draw(VIETNAMESE), header="Gazette no. 0271 of 12 May 2026")
    assert read_file(save("scan.pdf", scan)).text.startswith("Gazette no. 0271 of 12 May 2026\n")


@pytest.mark.parametrize(
    ("recognised", "layer", "restored"),
    [
        ("CÔNG BAO/Só 271\nĐiều 1.", "CÔNG BÁO/Số 271", "CÔNG BÁO/Số 271\nĐiều 1."),
        ("CÔNG BÁO/Số 271\n86\nĐiều 1.", "CÔNG BÁO/Số 271 86", "CÔNG BÁO/Số 271 86\nĐiều 1."),
        ("Điều 1.", "Ký bởi: Nguyễn Văn A", "Điều 1.\nKý bởi: Nguyễn Văn A"),
        ("Điều 1.\n\nĐiều 2.", "", "Điều 1.\n\nĐiều 2."),
    ],
)
def test_lines_of_the_page_itself(recognised: str, layer: str, restored: str) -> None:
    assert restore_lines(recognised, layer) == restored


def test_middle_dots_of_korean_lists_stand_without_blanks() -> None:
    assert (
        restore_signs("설계 ㆍ시공 ㆍ 감리(지반) ㆍ「법」\nㆍ 항목")
        == "설계ㆍ시공ㆍ감리(지반)ㆍ「법」\nㆍ 항목"
    )


def test_the_word_for_article_is_restored_where_it_heads_a_line() -> None:
    text = "Điêu 3. Phạm vi\nĐiễu 13. Nộp tiền\ntheo Điễu 4. của\nĐiểu Ong\nĐiều 5. Hồ sơ"
    assert restore_signs(text) == (
        "Điều 3. Phạm vi\nĐiều 13. Nộp tiền\ntheo Điễu 4. của\nĐiểu Ong\nĐiều 5. Hồ sơ"
    )


def test_a_page_on_its_side_is_turned(save: SaveFile, draw: Draw, make_scan: MakeScan) -> None:
    lines = [
        *VIETNAMESE,
        "Các Bộ trưởng và Thủ trưởng cơ quan ngang bộ",
        "chịu trách nhiệm thi hành Nghị quyết này.",
    ] * 2
    upright = "Quyết định của Ủy ban nhân dân tỉnh về quy chế làm việc"
    scan = make_scan(draw([upright]), draw(lines, turned=90))
    source = read_file(save("scan.pdf", scan))
    assert error_rate(source.text[source.pages[1].start :], lines) < 0.06


def test_a_skewed_korean_page_is_straightened(save: SaveFile, draw: Draw, make_scan: MakeScan) -> None:
    lines = [*KOREAN, "국가와 지방자치단체는 필요한 시책을 마련하고", "이를 추진하여야 할 책무를 진다."] * 2
    source = read_file(save("scan.pdf", make_scan(draw(lines, "ko", turned=-3))))
    assert error_rate(source.text, lines) < 0.06


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_picture_files(save: SaveFile, draw: Draw, form: str) -> None:
    output = BytesIO()
    draw(VIETNAMESE).save(output, form)
    source = read_file(save(f"scan.{form.lower()}", output.getvalue()))
    assert error_rate(source.text, VIETNAMESE) < 0.06
    assert (source.report.format, source.report.diagnostics) == ("picture", ())


def test_a_missing_program_is_named_with_its_packages(draw: Draw) -> None:
    found = ocr.recognise(_png(draw(VIETNAMESE)), {1: ""}, "", ReadLimits(), _no_time, search_path="")
    assert (found.texts, found.pages) == ({}, ())
    assert "apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-kor" in found.obstacle


def test_missing_language_data_is_named(draw: Draw, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\necho "List of available languages (1):"\necho vie\n')
    program.chmod(0o755)
    found = ocr.recognise(
        _png(draw(KOREAN, "ko")), {1: ""}, "대한민국 헌법 제1조", ReadLimits(), _no_time, str(tmp_path)
    )
    assert found.obstacle.count("tesseract-ocr-kor") == 1
    assert "vie" not in found.obstacle


def test_ocr_can_be_switched_off(save: SaveFile, draw: Draw, make_scan: MakeScan) -> None:
    path = save("scan.pdf", make_scan(draw(VIETNAMESE)))
    with pytest.raises(
        NeedsOcrError, match="has no text on page 1, only pictures of it: OCR is switched off"
    ):
        read_file(path, ReadLimits(ocr_pages=0))


def test_only_so_many_pages_are_recognised(save: SaveFile, draw: Draw, make_scan: MakeScan) -> None:
    picture = draw(VIETNAMESE)
    report = read_file(save("scan.pdf", make_scan(picture, picture)), ReadLimits(ocr_pages=1)).report
    assert [page.number for page in report.ocr_pages] == [1]
    assert [(note.code, note.page) for note in report.diagnostics] == [("pages_without_text", 2)]


def test_a_page_that_takes_too_long_is_left_out_with_a_warning(draw: Draw) -> None:
    limits = ReadLimits(ocr_seconds=0.01)
    found = ocr.recognise(_png(draw(VIETNAMESE)), {1: ""}, "Quyết định số 950", limits, _no_time)
    assert found.texts == {}
    assert [(note.code, note.page) for note in found.diagnostics] == [("ocr_failed", 1)]
    assert "more than" in found.diagnostics[0].message


def test_time_for_ocr_is_added_to_that_of_the_file(save: SaveFile, draw: Draw, make_scan: MakeScan) -> None:
    path = save("scan.pdf", make_scan(*[draw(VIETNAMESE * 6)] * 4))
    begin = time.monotonic()
    assert len(read_file(path).report.ocr_pages) == 4
    took = time.monotonic() - begin
    assert len(read_file(path, ReadLimits(seconds=took / 3)).report.ocr_pages) == 4


def test_a_picture_without_words_needs_more_than_ocr(save: SaveFile) -> None:
    output = BytesIO()
    Image.new("L", (300, 200), 200).save(output, "PNG")
    with pytest.raises(NeedsOcrError, match="OCR finds no words"):
        read_file(save("grey.png", output.getvalue()))


def test_missing_data_of_a_language_is_an_error_of_the_program(draw: Draw) -> None:
    engine = Tesseract.find()
    assert engine is not None
    with pytest.raises(TesseractError, match="fails"):
        engine.read(draw(VIETNAMESE), ("qqq",), layout=3, seconds=20, dpi=150)


def test_only_programs_that_run_are_found(tmp_path: Path) -> None:
    assert Tesseract.find(str(tmp_path)) is None
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "tesseract").chmod(0o755)
    assert Tesseract.find(str(tmp_path)) is None
    assert shutil.which("tesseract") is not None


def _png(picture: Any) -> Callable[[], PictureFile]:
    output = BytesIO()
    picture.save(output, "PNG")
    return lambda: PictureFile(output.getvalue())


def _no_time(seconds: float) -> None:
    """A caller without a clock."""
