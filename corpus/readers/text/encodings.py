"""From bytes to characters: the encoding is decided by evidence, and bytes that show none are refused."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.errors import DamagedFileError, UnsupportedFormatError
from corpus.legacy.decoding import decode as decode_vietnamese
from corpus.models import Diagnostic
from corpus.readers.text.plausibility import korean_share, printable_share

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_KR = b"\x1b$)C"
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
# Names that pages give to supersets of what they name (WHATWG Encoding Standard, section 4.2).
_SUPERSETS = {
    "euc_kr": "cp949",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",  # a name in ASCII letters stands in no file of UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_SAMPLE_BYTES = 1 << 20
_BAD_UTF8_SHARE = 0.02
_CLEARLY = 0.7
# Bytes of windows-1252 that are punctuation: with nothing else beside ASCII the text is English from a word processor.
_WESTERN_PUNCTUATION = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa7\xa9\xab\xad\xae\xb0\xb1\xb7\xbb"
)


class Decoded(NamedTuple):
    """A text, and the encoding its bytes were in.

    Attributes:
        text: The characters.
        encoding: Python's name of the codec, or the name of a legacy Vietnamese encoding.
        evidence: Why it is this encoding, in words.
        diagnostics: A legacy encoding, and a declaration that the bytes belie.
    """

    text: str
    encoding: str
    evidence: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode the bytes of a text file.

    In this order: byte order mark; UTF-16 by its zero bytes; ISO-2022-KR by its escape; valid UTF-8; UTF-8 with a few broken
    bytes (which become U+FFFD); the charset that an HTML or XML file declares, if the bytes do not belie it; CP949 and
    JOHAB, and windows-1258, TCVN3, VNI, VISCII and VPS, by how Korean or Vietnamese the result is; English with the
    punctuation of windows-1252.

    Raises:
        UnsupportedFormatError: The bytes are no text at all.
        DamagedFileError: They may be text, but no encoding makes sense of them.
    """
    for attempt in (
        _by_mark,
        _by_zero_bytes,
        _by_escape,
        _as_utf8,
        _as_broken_utf8,
        _as_declared,
        _by_evidence,
    ):
        decoded = attempt(content)
        if decoded is not None:
            return _with_declaration(decoded, content)
    raise DamagedFileError(
        "no known encoding makes sense of its bytes: save it as UTF-8 in the program that wrote it and read it again"
    )


def _with_declaration(decoded: Decoded, content: bytes) -> Decoded:
    """What was decoded, with a warning where the file declares another encoding; bytes of ASCII alone fit them all."""
    declared = _declared_encoding(content)
    if declared in {None, decoded.encoding} or decoded.text.isascii():
        return decoded
    message = f"the file declares {declared}, but it was read as {decoded.encoding}: {decoded.evidence}"
    return decoded._replace(diagnostics=(Diagnostic("charset_mismatch", message), *decoded.diagnostics))


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _with_few_replaced(content[len(mark) :], encoding)
    return None


def _with_few_replaced(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace")
    if printable_share(text) < _CLEARLY:
        raise DamagedFileError(f"its byte order mark says {encoding}, but what follows is no text")
    return Decoded(text, encoding, "it begins with the byte order mark")


def _by_zero_bytes(content: bytes) -> Decoded | None:
    """UTF-16 without a mark: the spaces and line ends have their zero byte at one side only."""
    sample = content[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = content.decode(encoding, "replace")
    if min(even, odd) * 20 > max(even, odd) or printable_share(text) < 0.95:
        raise UnsupportedFormatError("is no text and no document format that is known here: leave it out")
    side = "second" if odd > even else "first"
    return Decoded(text, encoding, f"its zero bytes stand at the {side} place of their pairs")


def _by_escape(content: bytes) -> Decoded | None:
    if _ISO_2022_KR not in content[:_DECLARED_WITHIN] or not content.isascii():
        return None
    return _strictly(content, "iso2022_kr", "it begins with the escape sequence of ISO-2022-KR")


def _as_utf8(content: bytes) -> Decoded | None:
    decoded = _strictly(content, "utf-8", "all its bytes are valid UTF-8")
    if decoded is not None and printable_share(decoded.text) < _CLEARLY:
        raise UnsupportedFormatError("is no text and no document format that is known here: leave it out")
    return decoded


def _as_declared(content: bytes) -> Decoded | None:
    encoding = _declared_encoding(content)
    if encoding is None or encoding in {"utf-8", "cp1252"} or encoding.startswith("utf-16"):
        return None  # not valid UTF-8, and what is declared western is as often Vietnamese or Korean: look at the bytes
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return None  # Python has codecs that are no encodings of text, such as hex
    broken = text.count("\ufffd")
    if broken > _BAD_UTF8_SHARE * len(text) or _is_belied(content, text, encoding):
        return None
    return Decoded(
        text, encoding, f"the file declares it, and {broken or 'none'} of its characters do not fit"
    )


def _is_belied(content: bytes, text: str, encoding: str) -> bool:
    """Whether the bytes are clearly Korean or Vietnamese in another encoding than the one declared."""
    if encoding in {"cp949", "johab"} and korean_share(text[:_SAMPLE_BYTES]) >= _CLEARLY:
        return False
    share, found = max(_candidates(content), key=lambda scored: scored[0], default=(0.0, None))
    return found is not None and share >= _CLEARLY and found.encoding.replace("windows-", "cp") != encoding


def _declared_encoding(content: bytes) -> str | None:
    """The codec that an HTML or XML file names, widened as browsers do; None where it names none that exists."""
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    try:
        name = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name if declared else None
    except (LookupError, UnicodeDecodeError):
        return None
    return _SUPERSETS.get(name, name) if name else None


def _as_broken_utf8(content: bytes) -> Decoded | None:
    text = content.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    broken = text.count("\ufffd")
    if broken <= max(1, _BAD_UTF8_SHARE * beyond_ascii) and beyond_ascii > 4 * broken:
        return Decoded(text, "utf-8", f"its bytes are UTF-8 but for {broken} that are broken")
    return None


def _by_evidence(content: bytes) -> Decoded | None:
    if printable_share(content[:_SAMPLE_BYTES].decode("latin-1")) < _CLEARLY:
        raise UnsupportedFormatError("is no text and no document format that is known here: leave it out")
    best = max(_candidates(content), key=lambda scored: scored[0], default=None)
    if best is not None and best[0] >= _CLEARLY:
        return best[1]
    if {byte for byte in content if byte > 0x7F} <= _WESTERN_PUNCTUATION:
        return _strictly(content, "cp1252", "it is ASCII with the punctuation of windows-1252")
    return None


def _candidates(content: bytes) -> Iterator[tuple[float, Decoded]]:
    for encoding in ("cp949", "johab"):
        text = _nearly(content, encoding)
        if text is not None:
            share = korean_share(text[:_SAMPLE_BYTES])
            evidence = f"{share:.0%} of the letters beyond ASCII are common Korean syllables so"
            yield share, Decoded(text, encoding, evidence)
    vietnamese = decode_vietnamese(content)
    if vietnamese is not None:
        words = vietnamese.evidence
        evidence = f"{words.after} of the {words.words} accented words are Vietnamese syllables so, {words.before} as windows-1252"
        noted = Diagnostic("legacy_encoding", f"its bytes were read as {vietnamese.encoding}: {evidence}")
        yield (
            words.after / words.words,
            Decoded(vietnamese.text, vietnamese.encoding, evidence, (noted,)),
        )


def _strictly(content: bytes, encoding: str, evidence: str) -> Decoded | None:
    try:
        return Decoded(content.decode(encoding), encoding, evidence)
    except UnicodeDecodeError:
        return None


def _nearly(content: bytes, encoding: str) -> str | None:
    """Decoded with at most one byte in five hundred that does not fit."""
    text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") * 500 <= len(text) else None
