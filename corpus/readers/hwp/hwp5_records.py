"""The records that the streams of an HWP 5 consist of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_FIRST_TAG = 0x10  # HWPTAG_BEGIN


@dataclass(slots=True)
class Record:
    """One record and those below it.

    Attributes:
        tag: What it is (HWPTAG, table 13 and following of the specification).
        payload: Its bytes.
        children: Records of deeper levels that follow it, in order.
    """

    tag: int
    payload: bytes
    children: list["Record"] = field(default_factory=list)

    def control(self) -> str:
        """The four letters that name a control."""
        return self.payload[:4][::-1].decode("latin-1")

    def walk(self) -> Iterator["Record"]:
        """This record and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree(NamedTuple):
    """The records of the outermost level, and whether the stream holds nothing else."""

    records: list[Record]
    intact: bool


def tree(stream: bytes) -> Tree:
    """The records, each below the last one of a lower level before it, up to the first that cannot be a record.

    That one ends beyond the stream (what is there of it is kept), has a tag below those of the format, or is more than one
    level deeper than the one before it.
    """
    root = Record(0, b"")
    path: list[Record] = [root]
    offset = 0
    while offset + 4 <= len(stream):
        header = int.from_bytes(stream[offset : offset + 4], "little")
        level, size, start = header >> 10 & 0x3FF, header >> 20, offset + 4
        if size == 0xFFF:
            size = int.from_bytes(stream[start : start + 4], "little")
            start += 4
        record = Record(header & 0x3FF, stream[start : start + size])
        if record.tag < _FIRST_TAG or level >= len(path):
            return Tree(root.children, intact=False)
        path[level].children.append(record)
        path[level + 1 :] = [record]
        offset = start + size
    return Tree(root.children, intact=offset <= len(stream))
