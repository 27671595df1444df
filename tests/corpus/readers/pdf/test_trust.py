"""Text layers that lie: fonts whose table of characters is broken are noticed, everything sound is not."""

import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

from corpus.readers import ReadLimits, read_file
from corpus.readers.pdf.trust import Damage, diagnose, judge, reads_better
from corpus.readers.pdf.wrong_letters import accented_words, substitutions

MakePdf = Callable[..., bytes]

VIETNAMESE = [
    "Các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành thông báo này",
    "Sở Xây dựng chủ trì, phối hợp với các đơn vị công nghệ không thuộc thành phố",
    "Đồng thời báo cáo kết quả hoạt động của các khu đô thị nông thôn trong tháng trước",
    "Trường hợp không đủ điều kiện thì trả lời bằng văn bản và nêu rõ lý do từ chối",
    "Thời hạn giải quyết hồ sơ là mười ngày làm việc, kể từ ngày nhận đủ giấy tờ hợp lệ",
    "Muốn công nhận quyền sở hữu phải nộp đơn xin xác nhận, trừ khi luật có quy định khác",
    "Người đứng đầu cộng đồng dân cư quản lý hệ thống thông tin và chuông báo cháy",
]
KOREAN = [
    "제1조(목적) 이 규칙은 도시의 정보를 모으고 나누는 방법에 관하여 필요한 사항을 정함을 목적으로 한다.",
    "시장은 매년 사업의 결과를 시민에게 알리고 그 자료를 누구나 쓸 수 있도록 하여야 한다.",
    "다만, 개인의 이름이 있는 자료는 가리고 알리며 그 이유를 함께 적는다.",
    "위원회는 위원장 한 명과 위원 여덟 명으로 하고, 회의는 위원장이 필요하다고 할 때에 연다.",
    "이 규칙에 없는 것은 다른 법이 정하는 바에 따르며, 그 절차는 시장이 따로 정하여 고시한다.",
]
ENGLISH = [
    "The city shall publish, within thirty days of the end of each year, what was done under this plan.",
    "Where the data cannot be shown because they name a person, they are to be made anonymous before that.",
    "Every office is responsible for the quality of its own records and for the time at which they are sent.",
]


def text_layers(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    texts = [str(document[number].get_textpage().get_text_range()) for number in range(len(document))]
    document.close()
    return texts


def with_broken_map(content: bytes, change: Callable[[str], str]) -> bytes:
    """The PDF after the characters that its fonts claim for their glyphs were changed; its pages look the same."""

    def broken(entry: re.Match[bytes]) -> bytes:
        claimed = change(chr(int(entry[2], 16)))
        return b"<%s> <%s>" % (entry[1], claimed.encode("utf-16-be").hex().encode())

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for number in range(1, len(writer._objects) + 1):
        font = writer.get_object(number)
        if isinstance(font, DictionaryObject) and "/ToUnicode" in font:
            table = font["/ToUnicode"]
            assert isinstance(table, StreamObject)
            table.set_data(re.sub(rb"<(..)> <(....)>", broken, table.get_data()))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def swapped(letters: str, others: str) -> Callable[[str], str]:
    return lambda character: character.translate(str.maketrans(letters, others))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda character: character, None),
        (swapped("ôÔ", "ơƠ"), "wrong_letters"),
        (swapped("ôòó", "ơịĩ"), "wrong_letters"),
        (lambda character: "" if "\u1ea0" <= character <= "\u1ef9" else character, "letters_lost"),
        (lambda character: " " if "\u1ea0" <= character <= "\u1ef9" else character, "letters_lost"),
        (lambda character: "?" if "\u1ea0" <= character <= "\u1ef9" else character, "letters_lost"),
        (lambda character: chr(0xF000 + ord(character) % 256), "unknown_characters"),
        (lambda character: "■", "unknown_characters"),
        (lambda character: chr(max(ord(character) - 29, 1)) if " " < character <= "~" else character, "shifted_codes"),
    ],
    ids=["sound", "o", "vni", "lost", "gaps", "marks", "private", "squares", "glyphs"],
)  # fmt: skip
def test_fonts_that_lie(make_pdf: MakePdf, change: Callable[[str], str], reason: str | None) -> None:
    sound = make_pdf([VIETNAMESE, VIETNAMESE], font="DejaVuSans")
    found = judge(text_layers(with_broken_map(sound, change)))
    assert {number: damage.reason for number, damage in found.items()} == (
        {1: reason, 2: reason} if reason else {}
    )


def test_a_regular_substitution_is_suggested_and_not_made(make_pdf: MakePdf) -> None:
    pages = [VIETNAMESE[:4], VIETNAMESE[4:]]
    layers = text_layers(with_broken_map(make_pdf(pages, font="DejaVuSans"), swapped("ô", "ơ")))
    found = judge(layers)
    assert set(found) == {1, 2}
    assert found[1].suggestion.startswith("`ơ` stands for `ô`: ")
    assert "khơng → không" in found[1].suggestion
    kept, replaced = (diagnose(2, found[2], replaced=replaced) for replaced in (False, True))
    assert (kept.code, kept.page) == ("damaged_text_layer", 2)
    assert "wrong_letters" in kept.message
    assert "`ơ` stands for `ô`" in kept.message
    assert "comes from OCR" in replaced.message


def test_substitutions_need_a_letter_that_is_missing() -> None:
    words = accented_words("\n".join(VIETNAMESE).replace("ô", "ơ"))
    assert [(one.wrong, one.right) for one in substitutions(words)] == [("ơ", "ô")]
    assert not substitutions(words + accented_words("bô cô dô hô lô mô nô sô tô vô xô " * 3))


def test_ciphers_without_a_rule() -> None:
    source = random.Random(7)
    letters = list("bcdfghjklmnpqrstvwxz")
    page = " ".join("".join(source.choices(letters, k=source.randint(2, 9))) for _ in range(80))
    assert judge([page])[1].reason == "no_words"


def test_korean_of_a_broken_map() -> None:
    text = "\n".join(KOREAN * 2)
    rare = re.sub("[가-힣]", lambda match: chr(0xAC00 + ord(match[0]) * 7919 % 11172), text)
    assert judge([rare])[1].reason == "wrong_syllables"
    uncommon = "갈감갑강개객갱거건걸검겁게격견결겸경계곡곤골공과"
    source = random.Random(3)
    other = re.sub("[가-힣]", lambda _: source.choice(uncommon), text)
    assert judge([other])[1].reason == "wrong_syllables"


TCVN3 = "C¸c c¬ quan, tæ chøc, c¸ nh©n cã liªn quan chÞu tr¸ch nhiÖm thi hµnh th«ng b¸o nµy kÓ tõ ngµy ký"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(VIETNAMESE),
        "\n".join(VIETNAMESE).upper(),
        "\n".join(KOREAN),
        "\n".join(ENGLISH),
        "\n".join([TCVN3] * 4),
        "\n".join(f"{number} | {number * 37:,} | {number / 7:.2f} % | ....... | 12 km | 5 m" for number in range(60)),
        "\n".join(f"TCVN {number}:2012, QCVN {number}:2021/BXD, TCXDVN, HĐND, UBND, BTTTT" for number in range(40)),
        "a) b) c) d) đ) e) g) h)\n" + "\n".join(f"điểm {letter} khoản {letter}" for letter in "bcdghklmnpqrstvx" * 3),
        "\n".join(f"xã Đắk {name}, huyện Krông {name}, làng Plei Pơng, xã Chư Păh" for name in ("Nông", "Bông", "Pắc") * 9),
        "Ðiều 5. Hoà nhập, khoẻ mạnh, tuỳ ý, uỷ quyền, kĩ sư, quí khách, gìn giữ, thuở xưa, quờ quạng. " * 4,
        "Danh mục: hêrôin, côcain, amiăng, kilôgam, mililít, ôxít nhôm, xi măng poóc lăng, bê tông, ôtô. " * 5,
        "Der Rat der Stadt beschließt über Maßnahmen, Gebühren und Zuschüsse für öffentliche Gebäude. " * 5,
        "Le conseil décide des mesures, où et à quelle date elles seront appliquées là-bas, déjà créées. " * 5,
        "Não há informação sobre a situação; três irmãos já são avós também, e à noite dão lições. " * 5,
        "第二條 國土의 計劃 및 利用에 關한 法律 施行令 中 改正 令 公布 日 부터 施行 한다 " * 6,
        "1 강원대, 2 경북대, 3 경상국립대, 4 부산대, 5 전남대, 6 전북대, 7 제주대, 8 충남대, 9 충북대 " * 3,
        "☑ có ☐ không \uf0b7 mục \uf0a7 dòng " * 12,
        "int main(void) { return strcmp(argv[1], \"x\") ? 1 : 0; }  // http://a.vn/?q=1&p=2&r=3 " * 6,
        "┌────┬────┐\n│ 구분 │ 내용 │\n├────┼────┤\n" * 30,
        "Quy đnh v t chc",
        "",
    ],
)  # fmt: skip
def test_sound_text_and_too_little_of_any_are_not_judged(text: str) -> None:
    assert not judge([text])


def test_ocr_stands_for_a_layer_only_if_it_reads_well_and_is_no_scrap() -> None:
    sound = "\n".join(VIETNAMESE)
    damaged = sound.replace("ô", "ơ")
    assert reads_better(sound, damaged)
    assert not reads_better(damaged, damaged)
    assert not reads_better("CÔNG BÁO", damaged)


def test_damage_without_a_rule_suggests_nothing() -> None:
    message = diagnose(
        3, Damage("letters_lost", "30 of 90 words have no vowel, such as đnh"), replaced=False
    ).message
    assert message.endswith("not what the page shows")


@pytest.fixture
def lying(save: Callable[[str, bytes], Path], make_pdf: MakePdf) -> Path:
    """A PDF whose font claims ơ for every ô that it shows."""
    sound = make_pdf([VIETNAMESE, VIETNAMESE], font="DejaVuSans")
    return save("a.pdf", with_broken_map(sound, swapped("ô", "ơ")))


def test_ocr_reads_what_the_page_shows(lying: Path, require_program: Callable[[str, str], None]) -> None:
    require_program("tesseract", "tesseract-ocr tesseract-ocr-vie")
    read = read_file(lying)
    assert [page.number for page in read.report.ocr_pages] == [1, 2]
    assert "công nghệ" in read.text
    assert "cơng nghệ" not in read.text


def test_without_ocr_the_text_stays_and_is_flagged(lying: Path) -> None:
    read = read_file(lying, ReadLimits(ocr_pages=0))
    flagged = [note.page for note in read.report.diagnostics if note.code == "damaged_text_layer"]
    assert (flagged, read.report.ocr_pages) == ([1, 2], ())
    assert "cơng nghệ" in read.text
