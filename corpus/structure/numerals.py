"""How units are numbered: what a printed number is worth in its sequence, and how an anchor writes it."""

import re
from typing import NamedTuple

Order = tuple[int, ...]
"""Place in a sequence: `Điều 4` (4,), the inserted `Điều 4a` (4, 1), `제3조의2` (3, 2), `1.2.1.` (1, 2, 1)."""


class Numeral(NamedTuple):
    """A number read.

    Attributes:
        order: Its place in the sequence; empty when the number tells none.
        step: How an anchor writes it, in ASCII.
    """

    order: Order
    step: str


_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ARABIC = re.compile(r"(\d+)([a-zđ]?)(\d*)")
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "nhất|một",
            "hai",
            "ba",
            "tư|bốn",
            "năm",
            "sáu",
            "bảy|bẩy",
            "tám",
            "chín",
            "mười",
            "mười một",
            "mười hai",
        ),
        1,
    )
    for word in words.split("|")
}

_VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
_FOREIGN_LETTERS = {"f": "e", "j": "i", "w": "v", "z": "y"}
_INITIALS = ("g", "n", "d", "r", "m", "b", "s", "", "j", "ch", "k", "t", "p", "h")
_HANGUL_ITEMS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
_HANGUL_STEPS = tuple(initial + vowel for vowel in ("a", "eo", "o") for initial in _INITIALS)
_CIRCLED_BLOCKS = ((0x2460, 1), (0x3251, 21), (0x32B1, 36))


def letter_place(letter: str) -> Order | None:
    """Place of a lower-case letter in the Vietnamese order a b c d đ e g h i k …; f, j, w, z follow the letter before them."""
    if letter in _FOREIGN_LETTERS:
        return (_VIETNAMESE_LETTERS.index(_FOREIGN_LETTERS[letter]) + 1, 1)
    index = _VIETNAMESE_LETTERS.find(letter)
    return (index + 1,) if index >= 0 else None


def _ascii(printed: str) -> str:
    return printed.lower().replace("đ", "dd")


def arabic(printed: str) -> Numeral | None:
    """`5`, `05`, the inserted `4a` and `15đ1`."""
    match = _ARABIC.fullmatch(printed)
    if match is None:
        return None
    digits, letter, more = match.groups()
    order: Order = (int(digits),)
    if letter:
        order += letter_place(letter) or (0,)
    if more:
        order += (int(more),)
    return Numeral(order, f"{int(digits)}{_ascii(letter)}{more}")


def roman(printed: str) -> Numeral | None:
    """`IV`, and `IIa` of annexes; a form that Romans would not write, as `IIX`, is none."""
    digits = printed.rstrip("abcdđeghik")
    if not digits or _ROMAN.fullmatch(digits) is None:
        return None
    values = [_ROMAN_VALUES[digit] for digit in digits]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    letter = printed[len(digits) :]
    place = letter_place(letter) if len(letter) == 1 else None
    return Numeral((total, *(place or ())), f"{total}{_ascii(letter)}")


def ordinal(printed: str) -> Numeral | None:
    """`I`, `1`, and the words of old codes, `thứ nhất`."""
    value = _WORDS.get(" ".join(printed.lower().split()).removeprefix("thứ "))
    if value is not None:
        return Numeral((value,), str(value))
    return roman(printed) or arabic(printed)


def letter(printed: str) -> Numeral | None:
    """`a`, `đ`, and the inserted `a1` of a điểm."""
    place = letter_place(printed[:1])
    if place is None:
        return None
    more = printed[1:]
    return Numeral(place + ((int(more),) if more else ()), _ascii(printed))


def capital(printed: str) -> Numeral | None:
    """`A`, `B` … in the Vietnamese order."""
    return letter(printed.lower()) if len(printed) == 1 else None


def latin(printed: str) -> Numeral | None:
    """`a` to `z` in the English order."""
    return Numeral((ord(printed) - 96,), printed) if "a" <= printed <= "z" else None


def small_roman(printed: str) -> Numeral | None:
    """`i`, `iv` of English items."""
    return roman(printed.upper())


def decimal(printed: str) -> Numeral | None:
    """`1.2`, `2.1.3`, `1-1-1`."""
    order = tuple(int(part) for part in re.split(r"[.\-]", printed))
    return Numeral(order, "-".join(map(str, order)))


def codified(printed: str) -> Numeral | None:
    """`43.1.NĐ.1.2` of the codified collections (pháp điển), which follows no sequence; else as `arabic`."""
    if "." not in printed:
        return arabic(printed)
    return Numeral((), printed.lower().replace("đ", "d").replace(".", "-"))


def branched(printed: str) -> Numeral | None:
    """`3`, `3의2`, `2025-168`."""
    order = tuple(int(part) for part in re.findall(r"\d+", printed))
    return Numeral(order, "-".join(map(str, order))) if order else None


def unordered(printed: str) -> Numeral | None:
    """`21065` of an amending act: numbers that name and do not count."""
    numeral = branched(printed)
    return numeral and Numeral((), numeral.step)


def hangul(printed: str) -> Numeral | None:
    """가 나 다 … 하, then 거 너 더 …, and then 고 노."""
    index = _HANGUL_ITEMS.find(printed)
    return Numeral((index + 1,), _HANGUL_STEPS[index]) if printed and index >= 0 else None


def circled(printed: str) -> Numeral | None:
    """`①` to `㊿`, and `<51>` with which the gazette goes on."""
    if printed.startswith("<"):
        return branched(printed)
    for first, value in _CIRCLED_BLOCKS:
        offset = ord(printed) - first
        if 0 <= offset < 20:
            return Numeral((value + offset,), str(value + offset))
    return None
