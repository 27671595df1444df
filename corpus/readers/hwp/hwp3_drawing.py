"""The text boxes in the drawings of HWP 3."""

import struct
from collections.abc import Iterator

_TEXT_BOX = 6
_CONTAINER = 0


def text_boxes(drawing: bytes) -> Iterator[bytes]:
    """The paragraph lists of the text boxes, in the order of the file.

    A drawing has a frame header and then its objects, those of a group behind it; each has a header and, except groups, two blocks
    of details, and every one of these begins with its length.
    """
    offset = _after(drawing, 0)
    while offset + 8 <= len(drawing):
        (kind,) = struct.unpack_from("<H", drawing, offset + 4)
        offset = _after(drawing, offset)
        if kind == _CONTAINER:
            continue
        details = _after(drawing, offset)
        offset = _after(drawing, details)
        if kind == _TEXT_BOX:
            yield drawing[details + 4 : offset]


def _after(content: bytes, start: int) -> int:
    """Where the block ends that begins with its length, which does not count itself."""
    return start + 4 + int.from_bytes(content[start : start + 4], "little")
