"""What was typed in another keyboard mode, and what must be left as it is."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import SYLLABLES
from corpus.legacy.rimes import is_written
from corpus.legacy.tables import TONES
from corpus.normalize import fold, key
from kb.wording import Slip, Typed, understood
from kb.wording.hangul_keys import from_hangul_keys
from kb.wording.syllables import well_placed, with_tone
from kb.wording.telex import from_telex, from_vni

QUERIES = Path(__file__).parents[2] / "quality" / "smart-city" / "queries.jsonl"
_QUALITIES = ("", "\u0302", "\u0306", "\u031b")
_KEYS = {
    "telex": {**dict(zip(TONES.values(), "sfrxj", strict=True)), "\u0306": "w", "\u031b": "w", "đ": "dd"},
    "vni": {
        **dict(zip(TONES.values(), "12345", strict=True)),
        "\u0302": "6",
        "\u0306": "8",
        "\u031b": "7",
        "đ": "d9",
    },
}


def encoded(syllable: str, method: str, *, late: bool) -> str:
    """The keys for a syllable, its tone behind its vowel or at the end."""
    keys, typed, tone = _KEYS[method], "", ""
    for letter in syllable:
        if letter == "đ":
            typed += keys["đ"]
            continue
        base, *marks = list(unicodedata.normalize("NFD", letter))
        typed += base
        tones = [keys[mark] for mark in marks if mark in TONES.values()]
        typed += "".join(keys.get(mark, base) for mark in marks if mark not in TONES.values())
        typed += "" if late else "".join(tones)
        tone += "".join(tones)
    return typed + (tone if late else "")


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable that Vietnamese writes, with its marks."""
    bare = draw(st.sampled_from(sorted(SYLLABLES)))
    letters = [draw(st.sampled_from(_marked(letter))) for letter in bare]
    toned = with_tone("".join(letters), draw(st.sampled_from(["", *TONES.values()])))
    return toned if is_written(toned) else "đường"


def _marked(letter: str) -> list[str]:
    if letter == "d":
        return ["d", "đ"]
    found = [unicodedata.normalize("NFC", letter + mark) for mark in _QUALITIES]
    return [one for one in found if len(one) == 1 and one in "aăâeêoôơuư"] or [letter]


def _ends_in_both_horns(syllable: str) -> bool:
    """Whether it ends in `ươ` with any tone, which no Vietnamese syllable does."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark not in TONES.values())
    return unicodedata.normalize("NFC", plain).endswith("ươ")


@given(syllables(), st.booleans())
def test_what_is_typed_in_telex_comes_back(syllable: str, late: bool) -> None:
    typed = encoded(syllable, "telex", late=late)
    # Telex writes `ooo` for the few words with `oo`.
    if typed != syllable and "oo" not in fold(syllable).text and not _ends_in_both_horns(syllable):
        assert key(from_telex(typed) or "").text == key(syllable).text


@given(syllables(), st.booleans())
def test_what_is_typed_in_vni_comes_back(syllable: str, late: bool) -> None:
    typed = encoded(syllable, "vni", late=late)
    if typed != syllable and not _ends_in_both_horns(syllable):
        assert key(from_vni(typed) or "").text == key(syllable).text


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("quy hoachj ddoo thij", "quy hoạch đô thị", "telex"),
        ("quy hoajch ddoo thij", "quy hoạch đô thị", "telex"),
        ("Luaatj Ddaats ddai 2024", "Luật Đất đai 2024", "telex"),
        ("QUY HOACHJ DDOO THIJ", "QUY HOẠCH ĐÔ THỊ", "telex"),
        ("nhieemj vuj cuar UBND theo 950/QĐ-TTg", "nhiệm vụ của UBND theo 950/QĐ-TTg", "telex"),
        ("스마트시티 ddoo thij", "스마트시티 đô thị", "telex"),
        ("thuees", "thuế", "telex"),
        ("nha2 o73 xa4 ho65i", "nhà ở xã hội", "vni"),
        ("D9a6t1 d9ai", "Đất đai", "vni"),
        ("tmakxmehtl", "스마트도시", "hangul_keys"),
        ("rodlswjdqh qhgh", "개인정보 보호", "hangul_keys"),
        ("whfP", "조례", "hangul_keys"),
        ("tóan học", "toán học", "tone_placement"),
        ("thẩm quỳên", "thẩm quyền", "tone_placement"),
        ("cuả chính phủ", "của chính phủ", "tone_placement"),
    ],
)
def test_slips_are_undone(typed: str, meant: str, slip: Slip) -> None:
    assert understood(typed) == Typed(meant, slip)


@pytest.mark.parametrize(
    "text",
    [
        "smart city",
        "this tax",
        "loans for six more taxis",
        "social goals",
        "city works",
        "GIS",
        "gis bim",
        "GTVT UBND",
        "quy hoach do thi thong minh",
        "co quan",
        "khoan2 dieu5",
        "co2",
        "QH14 TT24",
        "950/QĐ-TTg",
        "hòa giải, hoà giải, thuý, thúy, uỷ ban, quý, được, khuỷu",
        "스마트도시",
        "항공안전네트워크(ASN)의 자료",
        "café José",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert understood(text) == Typed(text)


@pytest.mark.parametrize(
    "text", [json.loads(line)["text"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
)
def test_real_questions_stay_with_and_without_accents(text: str) -> None:
    assert understood(text) == Typed(text)
    assert understood(fold(text).text).slip is None


@given(st.text(max_size=40))
def test_any_text_is_understood_once_and_for_all(text: str) -> None:
    meant = understood(text)
    assert meant.slip is not None or meant.text == text


@pytest.mark.parametrize(
    ("word", "placed"),
    [
        ("tóan", "toán"),
        ("TÓAN", "TOÁN"),
        ("nghỉêm", "nghiểm"),
        ("quỷên", "quyển"),
        ("gía", "giá"),
        ("hoà", "hoà"),
        ("hòa", "hòa"),
        ("gì", "gì"),
        ("của", "của"),
        ("café", "café"),
    ],
)
def test_tones_stand_on_the_vowel_that_carries_them(word: str, placed: str) -> None:
    assert well_placed(word) == placed


@given(syllables())
def test_a_right_tone_stays(syllable: str) -> None:
    assert well_placed(syllable) == syllable


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("ehtlrPghlr", "도시계획"),
        ("dkswjs", "안전"),
        ("Rkwl", "까지"),
        ("rkqt", "값"),
        ("ehf", "돌"),
        ("hk", None),
        ("ㅁ", None),
    ],
)
def test_hangul_keys(keys: str, word: str | None) -> None:
    assert from_hangul_keys(keys) == word
