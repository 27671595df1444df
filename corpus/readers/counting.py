"""How list numbers are spelled, for the numbering of Word and of Hangul."""

from collections.abc import Callable

SYLLABLES = "가나다라마바사아자차카타파하"
CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
KOREAN_DIGITS = "일이삼사오육칠팔구"
HANJA_DIGITS = "一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def letter(number: int) -> str:
    """From a to z, then aa to zz, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """In small letters: iv."""
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits


def in_order(characters: str) -> Callable[[int], str]:
    """One character a number, from the first again after the last."""
    return lambda number: characters[(number - 1) % len(characters)]


def counted(digits: str, ten: str) -> Callable[[int], str]:
    """Number words up to 99, from nine digits and the word for ten: 십일, 二十."""

    def spell(number: int) -> str:
        if not 0 < number < 100:
            return str(number)
        tens, ones = divmod(number, 10)
        head = (digits[tens - 1] if tens > 1 else "") + ten if tens else ""
        return head + (digits[ones - 1] if ones else "")

    return spell


def circled(number: int) -> str:
    """From ① to ⑳, in brackets beyond."""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else f"({number})"
