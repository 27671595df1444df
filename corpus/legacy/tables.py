"""The code charts: which Vietnamese letter stands at which byte, and which characters such a byte is shown as.

Charts: TCVN 5712:1993 (its VN1 part; the ABC fonts, called TCVN3, use the codes from A1 on), RFC 1456 (VISCII 1.1),
the chart of the Vietnamese Professionals Society (VPS), the VNI chart for Windows, and code page 1258.
A space in a chart is a code that keeps its meaning.
"""

import unicodedata
from collections.abc import Iterator, Mapping

TONES = {"acute": "\u0301", "grave": "\u0300", "hook": "\u0309", "tilde": "\u0303", "dot": "\u0323"}


def _alphabet() -> frozenset[str]:
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in ("", *TONES.values())}
    return frozenset(toned | {"đ", "Đ"}) - frozenset("aeiouyAEIOUY")


ALPHABET = _alphabet()
"""The 134 letters of Vietnamese that are not ASCII."""

_TCVN_LOW = " ÚỤ ỪỬỮ          ỨỰỲỶỸÝỴ        "
_TCVN_CAPITALS = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN_HIGH = (
    " ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII_LOW = "  Ẳ  ẴẪ             Ỷ    Ỹ    Ỵ "
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VPS_LOW = "  ẠẬẶẸỆ         ỊỌỘỢỤỰ   Ỵ  ẪỮ  "
_VPS_HIGH = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ"
)


def _western(byte: int) -> str:
    """The character of windows-1252, or the control of Latin-1 where that page has none."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _shown() -> Mapping[str, int]:
    """Each character that a byte beyond ASCII may have been read as, and the byte."""
    shown = {_western(byte): byte for byte in range(0x80, 0x100)} | {
        chr(byte): byte for byte in range(0x80, 0x100)
    }
    # What some converters made of the soft hyphen and the micro sign.
    return shown | {"\u2212": 0xAD, "\u03bc": 0xB5}


BYTE_OF: Mapping[str, int] = _shown()
"""The byte behind each character of Latin-1 or windows-1252 beyond ASCII."""


def _chart(letters: str, first: int) -> dict[int, str]:
    return {code: letter for code, letter in enumerate(letters, first) if letter != " "}


def _as_shown(chart: Mapping[int, str]) -> Mapping[str, str]:
    controls = {chr(code): letter for code, letter in chart.items() if code < 0x20}
    return controls | {seen: chart[byte] for seen, byte in BYTE_OF.items() if byte in chart}


# The punctuation of windows-1252 stays in the ABC fonts; only the controls of Latin-1 can be their capitals.
_CAPITALS_AT_CONTROLS = {chr(code): letter for code, letter in _chart(_TCVN_CAPITALS, 0x80).items()}

TCVN3: Mapping[str, str] = {**_as_shown(_chart(_TCVN_HIGH, 0xA0)), **_CAPITALS_AT_CONTROLS}
TCVN5712_1: Mapping[str, str] = _as_shown(
    _chart(_TCVN_LOW, 0) | _chart(_TCVN_CAPITALS, 0x80) | _chart(_TCVN_HIGH, 0xA0)
)
VISCII: Mapping[str, str] = _as_shown(_chart(_VISCII_LOW, 0) | _chart(_VISCII_HIGH, 0x80))
VPS: Mapping[str, str] = _as_shown(_chart(_VPS_LOW, 0) | _chart(_VPS_HIGH, 0x80))


def _windows_1258() -> Iterator[tuple[str, str]]:
    for seen, byte in BYTE_OF.items():
        letter = bytes((byte,)).decode("cp1258", "replace")
        if letter not in {seen, "\ufffd"} and (letter in ALPHABET or unicodedata.combining(letter)):
            yield seen, letter


WINDOWS_1258: Mapping[str, str] = dict(_windows_1258())
"""Letters and combining tones; the result has to be composed."""

# VNI: a vowel, then a letter that stands for its mark; ô and ö are the horned vowels, five letters stand alone.
_VNI_TONES = dict(zip("ùøûõï", TONES.values(), strict=True))
_VNI_CIRCUMFLEX = {"â": "", **dict(zip("áàåãä", TONES.values(), strict=True))}
_VNI_BREVE = {"ê": "", **dict(zip("éèúüë", TONES.values(), strict=True))}
_VNI_MARKS = (
    _VNI_TONES
    | {seen: "\u0302" + tone for seen, tone in _VNI_CIRCUMFLEX.items()}
    | {seen: "\u0306" + tone for seen, tone in _VNI_BREVE.items()}
)
_VNI_VOWELS = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_ALONE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}


def _vni() -> Iterator[tuple[str, str]]:
    for seen, letter in _VNI_ALONE.items():
        yield seen, letter
        yield seen.upper(), letter.upper()
    for vowel, letter in _VNI_VOWELS.items():
        for mark, marks in _VNI_MARKS.items():
            composed = unicodedata.normalize("NFC", letter + marks)
            if composed in ALPHABET:
                yield from ((vowel + seen, composed) for seen in (mark, mark.upper()))
                yield from ((vowel.upper() + seen, composed.upper()) for seen in (mark.upper(), mark))


VNI: Mapping[str, str] = dict(_vni())
"""Pairs and single letters; a capital vowel takes marks of either case."""
