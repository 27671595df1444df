"""Characters as Word's formats hold them: bytes of windows-1252, halves of UTF-16 pairs, codes of symbol fonts."""

_C1 = {byte: bytes([byte]).decode("windows-1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def windows_1252(content: bytes) -> str:
    """Every byte as one character; the five bytes that the code page leaves open keep their number.

    Text of the 8-bit Vietnamese fonts uses all bytes, so none may be lost.
    """
    return content.decode("latin-1").translate(_C1)


def join_surrogates(text: str) -> str:
    """The text with the two halves of every character beyond U+FFFF joined; a lone half becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def symbol(code: int) -> str:
    """A character of a symbol font: by its code, less the offset into the private area; bullets and boxes mostly."""
    return chr(code - 0xF000) if 0xF020 <= code <= 0xF07E else "•" if code else ""
