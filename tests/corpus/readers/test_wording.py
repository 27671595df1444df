"""The share of words that are none: near nothing in sound text of three languages, high in what was read wrongly."""

import pytest

from corpus.legacy import tables
from corpus.readers.assemble import assemble
from corpus.readers.raw import RawText
from corpus.readers.wording import unknown_words

VIETNAMESE = (
    "Điều 3. Giải thích từ ngữ. Trong Nghị định số 269/2025/NĐ-CP này, các từ ngữ dưới đây được hiểu như sau: "
    "đô thị thông minh là đô thị ứng dụng công nghệ thông tin; UBND cấp tỉnh, TTg và Bộ Xây dựng chỉ đạo. "
)
KOREAN = (
    "제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다. 1. 스마트도시란 도시의 경쟁력과 삶의 질의 향상을 위하여 "
    "건설ㆍ정보통신기술 등을 융ㆍ복합하여 건설된 지속가능한 도시를 말한다. AI를 활용한 大韓民國 서비스는 제외한다. "
)
ENGLISH = (
    "Article 2. In this Act the term 'smart city' means a city that provides services through FinTech, IoT and "
    "well-known technologies (see https://example.org/a_b or mail@example.org) without strengths being lost. "
)


def in_letters_of(table: dict[str, str], text: str) -> str:
    """The text as a font of that encoding has it."""
    written = {right: read for read, right in reversed(table.items())}
    return "".join(written.get(letter, letter) for letter in text)


@pytest.mark.parametrize("text", [VIETNAMESE, KOREAN, ENGLISH, "quyet dinh ve viec phe duyet de an " * 3])
def test_sound_text_has_hardly_any(text: str) -> None:
    assert unknown_words(text) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(
    "garbled",
    [
        VIETNAMESE.encode().decode("latin-1"),
        KOREAN.encode("cp949").decode("latin-1"),
        KOREAN.encode().decode("cp949", "replace"),
        KOREAN.encode("cp949").decode("gbk", "replace"),
        in_letters_of(dict(tables.TCVN3), VIETNAMESE),
        in_letters_of(dict(tables.VNI), VIETNAMESE),
        in_letters_of(dict(tables.VISCII), VIETNAMESE),
        "".join(letter for letter in VIETNAMESE if letter.isascii()),
        "".join(chr(ord(letter) - 29) if "=" < letter < "\x7f" else letter for letter in ENGLISH),
        " ".join(KOREAN.replace(" ", "")[i] + "ㅏㄱ" for i in range(40)),
        VIETNAMESE.replace(" ", "") + "." * 3 + " Độclập-Tựdo" * 20,
    ],
    ids=[
        "utf-8 as latin-1",
        "cp949 as latin-1",
        "utf-8 as cp949",
        "cp949 as gbk",
        "tcvn3",
        "vni",
        "viscii",
        "letters lost",
        "glyph numbers",
        "jamo",
        "blanks lost",
    ],
)
def test_what_was_read_wrongly_has_many(garbled: str) -> None:
    assert (unknown_words(garbled) or 0) > 0.3


def test_too_few_words_say_nothing() -> None:
    assert unknown_words("Điều 1. Phạm vi điều chỉnh") is None
    assert unknown_words("1 2 3 4 5 950/QĐ-TTg " * 50) is None
    assert unknown_words("") is None


def test_capitals_that_outnumber_the_words_count_as_words() -> None:
    assert unknown_words("BKHCN UBND QLDA " * 20) == 1.0
    assert unknown_words(VIETNAMESE + "BKHCN UBND QLDA ") == pytest.approx(0, abs=0.02)


def test_a_garbled_page_is_a_diagnostic_with_its_place() -> None:
    garbled = KOREAN.encode("cp949").decode("gbk", "ignore")
    source = assemble(RawText("pdf", (KOREAN, garbled, VIETNAMESE)))
    [found] = source.report.diagnostics
    assert (found.code, found.page) == ("unknown_words", 2)
    assert found.span is not None
    assert found.span.of(source.text).strip() == garbled.strip()
    assert 0.1 < (source.report.unknown_words or 0) < 0.9


def test_lost_characters_are_a_diagnostic_of_each_page() -> None:
    source = assemble(RawText("pdf", ("Article 1\ufffd Scope\ufffd", "Article 2", "Article 3\ufffd")))
    found = source.report.diagnostics
    assert [(note.code, note.page) for note in found] == [
        ("replacement_characters", 1),
        ("replacement_characters", 3),
    ]
    assert [note.span.start for note in found if note.span] == [9, source.text.rindex("\ufffd")]
    assert "2 characters" in found[0].message
