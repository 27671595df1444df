"""Letters that a broken font table of a PDF has exchanged: noticed and put right in a suggestion, never in the text.

CỘNG HỊA → CỘNG HÒA     ò became ị
cơng nghiệp → công nghiệp     ô became ơ
"""

import re
from dataclasses import dataclass

_EXCHANGED: tuple[tuple[str, re.Pattern[str], dict[str, str]], ...] = (
    (
        "font_mapping_o_grave_to_i_dot",
        re.compile(
            r"(?<![^\W_])(?:(?:h|t|l|x|n|kh|ng|th|nh)(?P<a>ị)(?=a(?![^\W_]))|[^\W\d_]{1,3}?(?P<b>ị)(?=(?:ng|i|c)(?![^\W_])))",
            re.IGNORECASE,
        ),
        {"ị": "ò", "Ị": "Ò"},
    ),
    (
        "font_mapping_o_circumflex_to_o_horn",
        re.compile(r"(?<![^\W_])[^\W\d_ưƯ]{0,3}?(?P<a>[ơờớởỡợ])(?=(?:ng|c)(?![^\W_]))", re.IGNORECASE),
        dict(zip("ơờớởỡợƠỜỚỞỠỢ", "ôồốổỗộÔỒỐỔỖỘ", strict=True)),
    ),
)
"""Rimes that Vietnamese does not have, and the letters that they come from."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Damage noticed in a text.

    Attributes:
        code: A stable word for programs.
        suggestion: The text as it may have been.
    """

    code: str
    suggestion: str


def suspected(text: str) -> Suspicion | None:
    """The first kind of exchanged letters that a text shows, None when all its rimes are Vietnamese ones."""
    suggestion, code = text, None
    for name, pattern, letters in _EXCHANGED:
        right = pattern.sub(lambda match, letters=letters: match[0][:-1] + letters[match[0][-1]], suggestion)  # type: ignore[misc]
        code = code or (name if right != suggestion else None)
        suggestion = right
    return Suspicion(code, suggestion) if code else None
