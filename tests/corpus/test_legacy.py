"""Vietnamese of before Unicode: proved and put right; everything else stays."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.legacy.decoding import decode
from corpus.legacy.repair import repair
from corpus.legacy.tables import ALPHABET, BYTE_OF, TCVN3, VISCII, VNI, VPS, WINDOWS_1258

TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam"
LINES = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Độc lập - Tự do - Hạnh phúc",
    "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001",
    "Điều 1. Quyết định này có hiệu lực kể từ ngày ký",
    "Thủ trưởng các cơ quan chịu trách nhiệm thi hành",
    "mở rộng quỹ đất ở những nơi khó khăn",
)


def spelled(text: str, letters: dict[str, str]) -> str:
    """The text in a legacy encoding, as it looks when that is read as Latin-1."""
    return "".join(letters.get(letter, letter) for letter in text)


def codes(table: dict[str, str]) -> dict[str, str]:
    """For each letter the first way to write it that is Latin-1."""
    inverse: dict[str, str] = {}
    for seen, letter in table.items():
        if all(character <= "\xff" for character in seen):
            inverse.setdefault(letter, seen)
    return inverse


SINGLE = {"tcvn3": codes(dict(TCVN3)), "viscii": codes(dict(VISCII)), "vps": codes(dict(VPS))}
PAIRS = codes(dict(VNI))
MARKS = codes(dict(WINDOWS_1258))


def in_1258(text: str) -> str:
    """Letters that the code page has, and tones after them."""
    pieces = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        base, marks = decomposed[0], decomposed[1:]
        quality = "".join(mark for mark in marks if mark in "\u0302\u0306\u031b")
        whole = unicodedata.normalize("NFC", base + quality)
        tones = [mark for mark in marks if mark not in quality]
        pieces.append(MARKS.get(whole, whole) + "".join(MARKS.get(tone, tone) for tone in tones))
    return "".join(pieces)


def legacy(text: str, encoding: str) -> str:
    if encoding == "vni":
        return spelled(text, PAIRS)
    if encoding == "windows-1258":
        return in_1258(text)
    if encoding == "utf-8 read as windows-1252":
        read = {byte: seen for seen, byte in BYTE_OF.items() if seen <= "\xff" or byte not in {0xAD, 0xB5}}
        return "".join(read.get(byte, chr(byte)) for byte in text.encode())
    return spelled(text, SINGLE[encoding])


ENCODINGS = ("tcvn3", "vni", "viscii", "vps", "windows-1258", "utf-8 read as windows-1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", LINES)
def test_a_line_alone_proves_its_encoding(line: str, encoding: str) -> None:
    repaired = repair(legacy(line, encoding))
    assert repaired.text == line
    assert [found.encoding for found in repaired.repairs] == [encoding]
    assert 0 < repaired.characters <= sum(not letter.isascii() for letter in line)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_whole_documents_with_capitals(encoding: str) -> None:
    text = "\n".join((*LINES, *(line.upper() for line in LINES)))
    if encoding == "tcvn3":  # a page typed in the ABC fonts: capitals beyond Ă Â Ê Ô Ơ Ư Đ come from the font
        written = "".join(legacy(letter if letter in SINGLE["tcvn3"] and letter in "ĂÂÊÔƠƯĐ" else letter.lower(), encoding)
                          if not letter.isascii() else letter for letter in text)  # fmt: skip
    else:
        written = legacy(text, encoding)
    repaired = repair(written)
    assert repaired.text == text
    assert repaired.repairs[0].lines == len(LINES) * 2


def test_real_spellings() -> None:
    assert repair("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam").text == TEXT
    assert repair("Ñoäc laäp - Töï do - Haïnh phuùc").text == "Độc lập - Tự do - Hạnh phúc"
    assert repair("B¸o c¸o tµi chÝnh").text == "Báo cáo tài chính"
    assert (
        repair("QuyÕt ®Þnh cña Thñ t−íng").text == "Quyết định của Thủ tướng"
    )  # the soft hyphen became a minus
    assert repair("Há»‡ thá»‘ng thÃ´ng tin").text == "Hệ thống thông tin"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Bé C¤NG AN - Sè 13/Q§-TTg", "BỘ CÔNG AN - Số 13/QĐ-TTg"),
        ("Bé tr\xadëng Bé C«ng an", "Bộ trưởng Bộ Công an"),
        ("UBND tØnh Hµ Giang", "UBND tỉnh Hà Giang"),
    ],
)
def test_capitals_of_the_tcvn3_fonts(written: str, text: str) -> None:
    assert repair(f"QuyÕt ®Þnh cña Thñ t\xadíng\n{written}").text.split("\n")[1] == text


def test_short_lines_go_with_their_neighbours() -> None:
    above, below = "QuyÕt ®Þnh cña Thñ t\xadíng", "Th«ng t\xad vÒ ®Êt ®ai"
    assert repair(f"{above}\nSè\n®)\n{below}").text == "Quyết định của Thủ tướng\nSố\nđ)\nThông tư về đất đai"
    right = "Quyết định của Thủ tướng"
    assert repair(f"{right}\nSè\n{right}").text == f"{right}\nSè\n{right}"
    assert repair(f"{above}\nSè\n{right}").text == f"{right}\nSè\n{right}"


def test_the_cells_of_a_table_prove_their_encoding_together() -> None:
    rows = "Sè\tTªn\tNgµy\n1\t§ång\tChñ\n2\tTæng\tHuyÖn"
    assert repair(rows).text == "Số\tTên\tNgày\n1\tĐồng\tChủ\n2\tTổng\tHuyện"
    assert repair("Sè\tTªn").text == "Sè\tTªn"


def test_a_text_of_several_encodings() -> None:
    written = "\n".join(legacy(line, encoding) for line, encoding in zip(LINES, ENCODINGS, strict=True))
    repaired = repair(f"{written}\n{TEXT}\nLe décret a été publié à l'été")
    assert repaired.text == "\n".join((*LINES, TEXT, "Le décret a été publié à l'été"))
    assert {found.encoding for found in repaired.repairs} == set(ENCODINGS)


def test_offsets_lead_back_to_the_source() -> None:
    written = "Coäng hoøa, xaõ hoäi"
    derived = repair(written).derived
    place = derived.text.index("xã")
    assert derived.to_source(place, place + 2).of(written) == "xaõ"
    place = derived.text.index(", ")
    assert derived.to_source(place, place + 2).of(written) == ", "


@pytest.mark.parametrize(
    "text",
    [
        "El señor Muñoz viajó a la Nación",
        "Qué té, qué más; él sé que está aquí, mañana no habrá ningún café",
        "Le décret n° 95 a été publié à l'été; où est-il déposé? La société créée à Noël, naïf, coïncidence",
        "§ 3 Absatz 2 – 25 °C ± 1 °C, 30 µg/m³ bei ¼ der Fälle; größer als zulässig, auch für Behörden",
        "Það er gott að læra íslensku, þú átt að fara í skólann á morgun",
        "Não há informação sobre a situação; são três irmãos e a avó também é alemã",
        "Århus är större än Malmö, på grund av høj økonomi",
        "The naïve façade of the café — “déjà vu” — cost £5 and €3, ©2026 Acme® «quoted»",
        "Mảnh đất này của bà Nguyễn Thị Đào, số 5",
        "bà cô và ông nói: hòa thì ít",
        "제2조(정의) 이 법에서 «사용»하는 용어 · ½ ± 5℃",
        "Đây là Sè mãc cña Coäng hoøa",
        "Dương Quá nói “Không” – ½ ±",
        "½º¸¶Æ®µµ½Ã ½º¸¶Æ® ¹ý·ü Á¦2Á¶",
        "Sè",
        "Coäng",
        "th¸ng",
        "",
    ],
)
def test_what_is_right_or_no_vietnamese_stays(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert not repaired.repairs


WORDS = st.sampled_from(
    [
        *" ".join(LINES).split(),
        "décret",
        "señor",
        "größer",
        "§",
        "«",
        "·",
        "25",
        "UBND",
        "QĐ-TTg",
        "\xa0",
        "|",
    ]
)
ANY_LINE = st.one_of(
    st.text(alphabet=st.characters(max_codepoint=0xFF), max_size=40),
    st.tuples(st.lists(WORDS, max_size=8).map(" ".join), st.sampled_from(ENCODINGS)).map(
        lambda pair: legacy(*pair)
    ),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.text(max_size=20),
)
ANY_TEXT = st.lists(ANY_LINE, max_size=6).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_repair_is_idempotent(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, st.sampled_from(sorted(ALPHABET - set(map(chr, range(0x100))))))
def test_a_line_with_a_vietnamese_letter_of_unicode_never_changes(text: str, letter: str) -> None:
    lines = [line + letter for line in text.replace("\r", " ").split("\n")]
    safe = "\n".join(lines).replace("\t", " ").replace("|", " ")
    assert repair(safe).text == safe


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_line_ends_stay_where_they_are(text: str) -> None:
    assert repair(text).text.count("\n") == text.count("\n")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps", "windows-1258"])
def test_bytes_of_a_file(encoding: str) -> None:
    text = "\n".join(LINES)
    decoded = decode(legacy(text, encoding).encode("latin-1"))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    "text", ["El señor Muñoz viajó a la Nación, qué té", "größer für Behörden", "Sè", "plain"]
)
def test_other_bytes_are_not_vietnamese(text: str) -> None:
    assert decode(text.encode("latin-1")) is None
