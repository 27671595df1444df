"""Lines as evidence: where a paragraph begins, and which lines are furniture of the page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FURNITURE = re.compile(
    r"""
    \d{1,4} | [-–]\s?\d{1,4}\s?[-–]                                # a page number alone, or between dashes
  | (?:Trang|Page)\s\d+(?:\s?/\s?\d+)?
  | CÔNG\sBÁO/Số\s.* | .*\sCÔNG\sBÁO/Số\s[^.;]{1,60}               # running head of the gazette
  | (?:Ký\sbởi|Người\ský|Ngày\ský|Thời\sgian\ský|Cơ\squan|Email):\s.*   # stamp of an electronic signature
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"""[.;:!?…”"»|>\]/]$""")
_CITATION_WORD = re.compile(
    r"""
    (?:^|[\s(]) (?:
        (?<!điều\s)(?<!tài\s)khoản | (?<!quan\s)(?<!thời\s)(?<!địa\s)(?<!đặc\s)(?<!trọng\s)(?<!ưu\s)điểm | (?<!danh\s)(?<!hạng\s)mục
      | [Đđ]iều | Mục | Chương | Phần | Phụ\slục | và | hoặc | đến | từ | tại | theo | của
    )$ | ,$
    """,
    re.VERBOSE,
)
_SHORT = 0.7
"""A line shorter than this part of the usual width was not broken by the typesetter, so a paragraph ends there."""
_NARROWEST = 40
"""Characters of the narrowest column of running text; lines of a list of short items fill no width."""


class Line(NamedTuple):
    """A line with words on it, without the white space around them.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last one.
        text: What stands between.
        after_blank: Whether an empty line stands directly before, other than at the turn of a page.
    """

    start: int
    end: int
    text: str
    after_blank: bool


class Lines:
    """The lines of a text that carry words, without page numbers and running heads."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = tuple(_read(text))
        lengths = sorted(len(line.text) for line in self._lines)
        self._width = max(_NARROWEST, lengths[len(lengths) * 9 // 10] if lengths else 0)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> Line:
        return self._lines[index]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def fills_the_width(self, index: int) -> bool:
        """Whether the line is so long that its sentence may go on in the next one."""
        return len(self._lines[index].text) >= _SHORT * self._width

    def begins_paragraph(self, index: int) -> bool:
        """Whether a paragraph begins at this line: a blank line, an ended sentence, a line in capitals or a short one stands before it."""
        if index == 0 or self._lines[index].after_blank:
            return True
        before = self._lines[index - 1].text
        return (
            _SENTENCE_END.search(before) is not None
            or is_capitals(before)
            or not self.fills_the_width(index - 1)
        )

    def continues_citation(self, index: int) -> bool:
        """Whether the line before breaks off where a number must follow: `… quy định tại khoản` / `2. …`."""
        if index == 0 or self._lines[index].after_blank or not self.fills_the_width(index - 1):
            return False
        return _CITATION_WORD.search(self._lines[index - 1].text) is not None


def is_capitals(text: str) -> bool:
    """Whether the letters are capitals, up to a few that scribes leave small."""
    small = sum(map(str.islower, text))
    large = sum(map(str.isupper, text))
    return large > 0 and small <= large // 10


def _read(text: str) -> Iterator[Line]:
    offset = 0
    blank = page_turned = False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            blank = True
        elif _FURNITURE.fullmatch(stripped):
            page_turned = True
        else:
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(stripped), stripped, blank and not page_turned)
            blank = page_turned = False
        offset += len(raw) + 1
