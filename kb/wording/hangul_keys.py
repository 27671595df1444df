"""Korean typed with the keyboard left in Latin letters: the two-set layout (두벌식, KS X 5002), key by key."""

import re
from functools import lru_cache

from corpus.hangul import is_common_hangul


def _keys(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_INITIALS = _keys("r R s e E f a q Q t T d w W c z x v g")
"""Keys of ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ, in the order of Unicode's initials."""
_VOWELS = _keys("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
"""Keys of ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ, in the order of Unicode's vowels."""
_FINALS = ("", *_keys("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"))
"""Keys of no final, ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ, in the order of Unicode's finals."""
_SHIFTED = frozenset("REQTWOP")
_FIRST_SYLLABLE = 0xAC00


def _choice(keys: tuple[str, ...]) -> str:
    return "|".join(sorted(filter(None, keys), key=len, reverse=True))


# A consonant before a vowel begins the next syllable: it is no final.
_SYLLABLE = re.compile(
    f"({_choice(_INITIALS)})({_choice(_VOWELS)})((?:{_choice(_FINALS)})(?!{_choice(_VOWELS)}))?"
)


@lru_cache(maxsize=1 << 14)
def from_hangul_keys(word: str) -> str | None:
    """The Korean word that these keys type, `tmakxmehtl` → `스마트도시`; None where a letter would stand alone, or a syllable is rare.

    A capital means what its small letter does where the layout has nothing else on it.
    """
    keys = "".join(letter if letter in _SHIFTED else letter.lower() for letter in word)
    found, position = [], 0
    while position < len(keys):
        match = _SYLLABLE.match(keys, position)
        if match is None:
            return None
        found.append(_syllable(match))
        position = match.end()
    return "".join(found) if all(map(is_common_hangul, found)) else None


def _syllable(match: re.Match[str]) -> str:
    initial, vowel, final = _INITIALS.index(match[1]), _VOWELS.index(match[2]), _FINALS.index(match[3] or "")
    return chr(_FIRST_SYLLABLE + (initial * len(_VOWELS) + vowel) * len(_FINALS) + final)
