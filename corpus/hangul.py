"""Hangul as Korean is really written: the syllables of KS X 1001."""

_OF_KS_X_1001 = frozenset(
    character
    for row in range(0xB0, 0xC9)
    for character in bytes(byte for column in range(0xA1, 0xFF) for byte in (row, column)).decode("euc_kr")
)
"""2,350 of them; real text hardly uses the other 8,822."""


def is_common_hangul(character: str) -> bool:
    """Whether a character is one of the syllables of KS X 1001."""
    return character in _OF_KS_X_1001
