"""The tokens of RTF 1.9: groups, control words with their numbers, bytes of text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,64})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)"
)


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: `word`, `symbol` (a control word of one sign), `brace`, `hex` (one byte) or `text` (bytes as they are).
        value: The word, sign, brace or byte, or the text.
        number: What stands behind a control word, None for nothing.
    """

    kind: str
    value: bytes
    number: int | None = None


def tokens(content: bytes) -> Iterator[Token]:
    r"""The tokens in order; the bytes behind `\binN` are left out."""
    at = 0
    while at < len(content):
        found = _TOKEN.match(content, at)
        if found is None:  # a backslash at the very end
            return
        at = found.end()
        kind = found.lastgroup
        if kind in {"word", "number"}:
            number = found["number"]
            token = Token("word", found["word"], None if number is None else int(number))
            if token.value == b"bin":
                at += max(token.number or 0, 0)
            yield token
        elif kind == "hex":
            yield Token("hex", bytes.fromhex(found["hex"].decode()))
        elif kind:
            yield Token(kind, found[kind])
