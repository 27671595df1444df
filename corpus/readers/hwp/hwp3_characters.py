"""The characters of HWP 3 (hchar): 16 bits each, composed Hangul with the highest bit, and Hancom's own codes below.

Below 0x8000, KS X 1001 is laid out in a line: the rows of its symbols from 0x3401, 96 codes each, the rows of its Hanja from
0x4000, 94 codes each. The codes for other symbols are not published; the few that are known from documents that exist in a
newer form too are in a table.
"""

_UNKNOWN = "\ufffd"
_HANGUL = 0x8000
_SYMBOLS, _SYMBOL_ROW, _FIRST_SYMBOL_ROW, _LAST_SYMBOL_ROW = 0x3401, 96, 0xA1, 0xAC
_HANJA, _HANJA_ROW, _FIRST_HANJA_ROW, _LAST_HANJA_ROW = 0x4000, 94, 0xCA, 0xFD
_FIRST_CELL = 0xA1
_OLD_A = 30  # the medial vowel ᆞ, which Unicode has no syllables with
_OTHERS = {0x81: "“", 0x82: "”", 0x203B: "※", 0x2F17: "•", 0x2F67: "▸"}


def decode_character(code: int) -> str:
    """The character in Unicode, three for a syllable with ᆞ; U+FFFD for one that is not known."""
    if code < 0x80:
        return chr(code)
    if code >= _HANGUL:
        return _hangul(code)
    return _OTHERS.get(code) or _row_and_cell(code)


def decode_characters(content: bytes) -> str:
    """A string that ends at its first zero."""
    codes = (int.from_bytes(content[at : at + 2], "little") for at in range(0, len(content) - 1, 2))
    found = []
    for code in codes:
        if code == 0:
            break
        found.append(decode_character(code))
    return "".join(found)


def _hangul(code: int) -> str:
    """Five bits each for the initial, the medial and the final, as in KS X 1001, annex 3 (johab)."""
    if code >> 5 & 0x1F == _OLD_A:
        with_a = code & ~(0x1F << 5) | 3 << 5  # the same syllable with ㅏ
        syllable = _johab(with_a)
        if "가" <= syllable <= "힣":
            initial, final = divmod(ord(syllable) - ord("가"), 588)
            return chr(0x1100 + initial) + "\u119e" + (chr(0x11A7 + final) if final else "")
    return _johab(code)


def _johab(code: int) -> str:
    return code.to_bytes(2, "big").decode("johab", "replace")[:1]


def _row_and_cell(code: int) -> str:
    if code >= _HANJA:
        row, cell = divmod(code - _HANJA, _HANJA_ROW)
        row += _FIRST_HANJA_ROW
        last = _LAST_HANJA_ROW
    else:
        row, cell = divmod(code - _SYMBOLS, _SYMBOL_ROW)
        row += _FIRST_SYMBOL_ROW
        last = _LAST_SYMBOL_ROW
    if code < _SYMBOLS or row > last or cell >= _HANJA_ROW:
        return _UNKNOWN
    return bytes([row, _FIRST_CELL + cell]).decode("euc_kr", "replace")[:1]
