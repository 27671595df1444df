"""Characters as Word's formats hold them: bytes of windows-1252, halves of UTF-16 pairs, codes of symbol fonts."""

from collections.abc import Mapping

_C1 = {byte: bytes([byte]).decode("windows-1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def windows_1252(content: bytes) -> str:
    """Every byte as one character; the five bytes that the code page leaves open keep their number.

    Text of the 8-bit Vietnamese fonts uses all bytes, so none may be lost.
    """
    return content.decode("latin-1").translate(_C1)


def join_surrogates(text: str) -> str:
    """The text with the two halves of every character beyond U+FFFF joined; a lone half becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def symbol(code: int, font: str = "") -> str:
    """A character of a symbol font, by its code, which may have an offset into the private area.

    Check boxes, arrows and Greek letters become those of Unicode; of other pictures a bullet is left.
    """
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SYMBOLS.get(font.casefold(), {}).get(code)
    if known:
        return known
    if font.casefold() in _PICTURES:
        return "•" if code else ""
    return chr(code) if 0x20 <= code <= 0x7E else "•" if code else ""


_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_WINGDINGS = {
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "⇨",
}  # fmt: skip
_SYMBOLS: Mapping[str, Mapping[int, str]] = {
    "symbol": {
        **{0x41 + place: letter for place, letter in enumerate(_GREEK)},
        **{0x61 + place: letter for place, letter in enumerate(_SMALL_GREEK)},
        0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
        0xE5: "∑", 0xD6: "√",
    },
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x54: "☒"},
}  # fmt: skip
_PICTURES = {"wingdings", "wingdings 2", "wingdings 3", "webdings"}
