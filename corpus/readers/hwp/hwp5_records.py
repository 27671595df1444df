"""The records that the streams of an HWP 5 consist of."""

from collections.abc import Iterator
from dataclasses import dataclass, field


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


def tree(stream: bytes) -> list[Record]:
    """The records of the outermost level, the others below the last record of a lower level before them."""
    root = Record(0, b"")
    path: list[tuple[int, Record]] = [(-1, root)]
    for level, record in _records(stream):
        while path[-1][0] >= level:
            path.pop()
        path[-1][1].children.append(record)
        path.append((level, record))
    return root.children


def _records(stream: bytes) -> Iterator[tuple[int, Record]]:
    """Level and record; a header has 10 bits of tag, 10 of level, 12 of size, where 0xFFF says that 32 bits follow."""
    offset = 0
    while offset + 4 <= len(stream):
        header = int.from_bytes(stream[offset : offset + 4], "little")
        offset += 4
        size = header >> 20
        if size == 0xFFF:
            size = int.from_bytes(stream[offset : offset + 4], "little")
            offset += 4
        yield header >> 10 & 0x3FF, Record(header & 0x3FF, stream[offset : offset + size])
        offset += size
