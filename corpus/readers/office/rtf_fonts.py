"""Which encoding the bytes of an RTF run have: by the character set of its font, else by the code page of the file."""

import codecs
import re
from dataclasses import dataclass, field

from corpus.readers.office.word_characters import windows_1252

_WESTERN = "cp1252"
_CODE_PAGES = {  # RTF 1.9, \fcharsetN
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp437",
}  # fmt: skip
# Fonts of the Vietnamese 8-bit encodings declare all sorts of character sets; their bytes are their own.
_EIGHT_BIT_FONT = re.compile(rb"\s*(?:\.Vn|VNI|VPS |VN[Tt]ime)")


def decode(content: bytes, encoding: str) -> str:
    """The characters of the bytes; those that the encoding does not have become U+FFFD."""
    return windows_1252(content) if encoding == _WESTERN else content.decode(encoding, "replace")


def code_page(number: int | None) -> str:
    """The encoding of a code page, windows-1252 for an unknown one."""
    name = "utf-8" if number == 65001 else "johab" if number == 1361 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return _WESTERN
    return name


@dataclass(slots=True)
class Fonts:
    """The font table, filled while the file is read."""

    default: str = _WESTERN
    default_font: int | None = None
    _encodings: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _current: int | None = None

    def define(self, number: int) -> None:
        """What follows describes the font of this number."""
        self._current = number

    def set_charset(self, charset: int) -> None:
        """The font being described has this character set."""
        if self._current is not None and charset in _CODE_PAGES:
            self._encodings[self._current] = _CODE_PAGES[charset]

    def set_name(self, name: bytes) -> None:
        """The font being described has this name; what else of the name follows is of no interest."""
        if self._current is not None:
            self._names.setdefault(self._current, windows_1252(name).strip().rstrip(";"))
        if self._current is not None and _EIGHT_BIT_FONT.match(name):
            self._encodings[self._current] = _WESTERN

    def name(self, number: int | None) -> str | None:
        """The name of a font; None asks for the default font."""
        key = self.default_font if number is None else number
        return None if key is None else self._names.get(key)

    def encoding(self, number: int | None) -> str:
        """The encoding of text in a font; None asks for the default font."""
        key = self.default_font if number is None else number
        return self.default if key is None else self._encodings.get(key, self.default)
