"""From the bytes of a text file in a legacy Vietnamese encoding to text."""

import unicodedata
from typing import NamedTuple

from corpus.legacy import encodings
from corpus.legacy.conversion import Change, convert_line
from corpus.legacy.encodings import Encoding
from corpus.legacy.evidence import Evidence, weigh
from corpus.models import Span

_CANDIDATES = (
    encodings.TCVN3,
    encodings.VNI,
    encodings.WINDOWS_1258,
    encodings.VISCII,
    encodings.VPS,
    encodings.TCVN5712_1,
)
_SAMPLE_BYTES = 1 << 18
_WORDS_OF_A_FILE = 3


class Decoded(NamedTuple):
    """The text of a file, the name of its encoding, and how it reads."""

    text: str
    encoding: str
    evidence: Evidence


def decode(content: bytes) -> Decoded | None:
    """Decode bytes that are proved to be Vietnamese in one of the legacy encodings, else None.

    The whole file is in one encoding; a sample of it is weighed. Bytes 80 to 9F are the letters of the encoding where
    it has some there, else the punctuation of windows-1252.
    """
    sample = _as_read(content[:_SAMPLE_BYTES])
    weighed = {encoding: weigh(sample, encoding) for encoding in _CANDIDATES}
    proved = [one for one, found in weighed.items() if found.proves(_WORDS_OF_A_FILE)]
    if not proved:
        return None
    best = max(proved, key=lambda one: (weighed[one].gain, weighed[one].after))
    text = "\n".join(_converted(line, best) for line in _as_read(content).split("\n"))
    return Decoded(unicodedata.normalize("NFC", text), best.name, weighed[best])


def _as_read(content: bytes) -> str:
    """As windows-1252, and the five bytes it lacks as controls."""
    return "".join(_WESTERN[byte] for byte in content)


_WESTERN = tuple(
    bytes((byte,)).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in range(256)
)


def _converted(line: str, encoding: Encoding) -> str:
    position, pieces = 0, list[str]()
    for change in convert_line(Change(Span(0, len(line)), line), encoding):
        pieces += (line[position : change.source.start], change.text)
        position = change.source.end
    return "".join((*pieces, line[position:]))
