"""The binary form of Word 97-2003: where its text is, and which properties its characters and paragraphs have.

[MS-DOC] sections 2.5 (FIB), 2.4.1 (retrieving text), 2.4.6 (properties through formatted disk pages).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import olefile

from corpus.errors import DamagedFileError, EncryptedFileError, UnsupportedFormatError
from corpus.readers.office.word_characters import windows_1252
from corpus.readers.ole import summary

_MAGIC = 0xA5EC
_WORD_97 = 0xC1  # nFib of the first version with this layout
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FIRST_PAIR = 0x9A
_LENGTHS = 0x4C  # ccpText and the seven that follow
_PAGE = 512
_COMPRESSED = 0x40000000
_CLX = 33
_FAR_PROPERTIES = 0x6646  # sprmPHugePapx: a place in the stream "Data"

CHARACTERS, PARAGRAPHS = 12, 13
"""Numbers of the FIB's pairs for the two tables of properties (PlcfBteChpx, PlcfBtePapx)."""

Properties = dict[int, bytes]
"""Operands of property modifiers by their codes ([MS-DOC] 2.6)."""


class Run(NamedTuple):
    """A stretch of bytes of the main stream with its properties; `style` is the index of a paragraph's style."""

    start: int
    end: int
    properties: Properties
    style: int = 0


class Piece(NamedTuple):
    """A stretch of text: its first and last character position, its first byte, and the bytes of a character."""

    start: int
    end: int
    offset: int
    width: int


class Parts(NamedTuple):
    """Lengths in characters of the stretches of the text, in their order ([MS-DOC] 2.5.4)."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


class WordFile:
    """The streams of one document, its text by character position, and its property tables."""

    def __init__(self, content: bytes) -> None:
        """Open the container and put the text together.

        Raises:
            DamagedFileError: A stream or the piece table is missing or broken.
            EncryptedFileError: It has a password.
            UnsupportedFormatError: It is of Word 95 or older.
        """
        try:
            with olefile.OleFileIO(BytesIO(content)) as container:
                self.main: bytes = container.openstream("WordDocument").read()
                flags = self._check()
                self.metadata = summary(container)
                self._data = container.openstream("Data").read() if container.exists("Data") else b""
                self.table: bytes = container.openstream(
                    "1Table" if flags & _SECOND_TABLE else "0Table"
                ).read()
            self.parts = Parts(*struct.unpack_from("<8I", self.main, _LENGTHS))
            self.pieces = list(self._pieces())
            self.text = "".join(map(self._piece_text, self.pieces))
        except (OSError, struct.error, IndexError, ValueError, TypeError) as error:
            raise DamagedFileError(
                f"is a Word document whose parts are missing or broken ({error})"
            ) from error

    def _check(self) -> int:
        magic, version = struct.unpack_from("<HH", self.main)
        flags: int = struct.unpack_from("<H", self.main, 10)[0]
        if magic != _MAGIC or version < _WORD_97:
            raise UnsupportedFormatError(
                "is a document of Word 95 or older (.doc): save it as DOCX, HWPX or PDF and read that"
            )
        if flags & _ENCRYPTED:
            raise EncryptedFileError("is a Word document with a password: save it without one and read that")
        return flags

    def part(self, number: int) -> bytes:
        """The bytes of the table stream that a pair of the FIB names; empty when there are none."""
        if _FIRST_PAIR + 8 * number + 8 > len(self.main):
            return b""
        offset, length = struct.unpack_from("<II", self.main, _FIRST_PAIR + 8 * number)
        return self.table[offset : offset + length]

    def after_part(self, number: int) -> bytes:
        """The bytes of the table stream behind a part, where some parts go on."""
        offset, length = struct.unpack_from("<II", self.main, _FIRST_PAIR + 8 * number)
        return self.table[offset + length :]

    def _pieces(self) -> Iterator[Piece]:
        clx = self.part(_CLX)
        at = 0
        while clx[at] == 1:  # formatting of pieces, which fast saves leave behind
            at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
        length = int.from_bytes(clx[at + 1 : at + 5], "little")
        positions, descriptions = plc(clx[at + 5 : at + 5 + length], 8)
        total = 0
        for start, end, description in zip(positions, positions[1:], descriptions, strict=False):
            where = int.from_bytes(description[2:6], "little")
            total += end - start
            if end < start or total > len(self.main):
                raise DamagedFileError("is a Word document whose piece table is broken")
            compressed = bool(where & _COMPRESSED)
            offset = (where & ~_COMPRESSED) // 2 if compressed else where
            yield Piece(start, end, offset, 1 if compressed else 2)

    def _piece_text(self, piece: Piece) -> str:
        length = piece.end - piece.start
        content = self.main[piece.offset : piece.offset + length * piece.width]
        if piece.width == 1:
            return windows_1252(content).ljust(length)
        # Python's surrogates would break any later encoding; a position is a UTF-16 unit, so pairs are joined last.
        return "".join(
            map(chr, struct.unpack(f"<{len(content) // 2}H", content[: len(content) // 2 * 2]))
        ).ljust(length)

    def runs(self, number: int) -> list[Run]:
        """The runs of one property table, by the bytes they cover, in order."""
        _, pages = plc(self.part(number), 4)
        found = [
            self._with_far_properties(run)
            for page in dict.fromkeys(int.from_bytes(page, "little") for page in pages)
            for run in _page_runs(
                self.main[page * _PAGE : (page + 1) * _PAGE], paragraphs=number == PARAGRAPHS
            )
        ]
        return sorted(found, key=lambda run: run.start)

    def _with_far_properties(self, run: Run) -> Run:
        """The run with those of its properties that were too long for its page."""
        place = run.properties.get(_FAR_PROPERTIES)
        if place is None:
            return run
        at = int.from_bytes(place, "little")
        length = int.from_bytes(self._data[at : at + 2], "little")
        return run._replace(properties=run.properties | read_properties(self._data[at + 2 : at + 2 + length]))

    def byte_of(self, position: int) -> int:
        """The byte of the main stream at which a character of the text begins."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(index, 0)]
        return piece.offset + (position - piece.start) * piece.width


def plc(content: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """The positions and the records of a given size of a table of them; there is one position more than records."""
    count = max((len(content) - 4) // (4 + size), 0)
    if not count:
        return [], []
    positions = list(struct.unpack_from(f"<{count + 1}I", content))
    first = 4 * (count + 1)
    return positions, [content[first + size * n : first + size * (n + 1)] for n in range(count)]


def run_at(runs: list[Run], offset: int) -> Run | None:
    """The run that covers a byte."""
    index = bisect_right(runs, offset, key=lambda run: run.start) - 1
    return runs[index] if index >= 0 and offset < runs[index].end else None


def read_properties(content: bytes) -> Properties:
    """The property modifiers of a list of them (grpprl), as far as it can be read."""
    found: Properties = {}
    at = 0
    while at + 2 <= len(content):
        code = int.from_bytes(content[at : at + 2], "little")
        begin, length = _operand(content, at + 2, code)
        found[code] = content[begin : begin + length]
        at = begin + length
    return found


_OPERAND_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)  # by the three highest bits; 6 has its length in front
_TABLE_DEFINITION = 0xD608  # its length takes two bytes, and is one too much


def _operand(content: bytes, at: int, code: int) -> tuple[int, int]:
    """Where the operand of a modifier begins and how long it is."""
    kind = code >> 13
    if kind != 6:
        return at, _OPERAND_LENGTHS[kind]
    if code == _TABLE_DEFINITION:
        return at + 2, max(int.from_bytes(content[at : at + 2], "little") - 1, 0)
    return at + 1, content[at] if at < len(content) else 0


def _page_runs(page: bytes, *, paragraphs: bool) -> Iterator[Run]:
    """The runs of one formatted disk page ([MS-DOC] 2.9.33 ChpxFkp, 2.9.175 PapxFkp)."""
    if len(page) < _PAGE:
        return
    count, width = page[-1], 13 if paragraphs else 1
    first = 4 * (count + 1)
    if first + width * count >= _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[first + width * number]
        yield _page_run(page, at, bounds[number], bounds[number + 1], paragraphs=paragraphs)


def _page_run(page: bytes, at: int, start: int, end: int, *, paragraphs: bool) -> Run:
    if not at:
        return Run(start, end, {})
    if not paragraphs:
        return Run(start, end, read_properties(page[at + 1 : at + 1 + page[at]]))
    length = 2 * page[at] - 1
    if not page[at]:
        at, length = at + 1, 2 * page[min(at + 1, _PAGE - 1)]
    style = int.from_bytes(page[at + 1 : at + 3], "little")
    return Run(start, end, read_properties(page[at + 3 : at + 1 + length]), style)
