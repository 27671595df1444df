"""The head of a document as plain lines, without the markup and the table grid that readers leave in it."""

import re

_HEAD = 8_000
"""Characters in which a header block is looked for."""

_LONGEST_TITLE = 200
_WORD = re.compile(r"[^\W\d_]{2}")
_UNIT = re.compile(r"(?:Phần|Chương|Mục|Điều)\s+(?:[IVX]+|\d+|thứ)\b|제\s*\d+\s*[편장절조]", re.IGNORECASE)

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_LONG_GAP = re.compile(r"(\s)\1{8,}")
_RULE = re.compile(r"\s*(?:\|+|[-_=—]{3,}|\*{5,})\s*")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)")
_HEADING_MARK = re.compile(r"^\s*#{1,6}\s+", re.MULTILINE)
# Columns set side by side by spaces; the blanks of `Số:    /QĐ-TTg` and `ngày   tháng   năm` are no columns.
_COLUMN_GAP = re.compile(r"(?<=[^\s:…])(?<!ngày)(?<!tháng)[ \t]{3,}(?=\S)(?!/|tháng|năm)", re.IGNORECASE)


def head_lines(text: str) -> list[str]:
    """The first lines of a text, stripped; blank lines stay as empty strings, table cells and columns become lines."""
    head = _TAG.sub("", _LONG_GAP.sub(_shorter_gap, text[:_HEAD]))
    head = _HEADING_MARK.sub("", _EMPHASIS.sub("", _RULE.sub("\n", head)))
    return [
        " ".join(line.split()) if "  " not in line else line.strip()
        for line in _COLUMN_GAP.sub("\n", head).split("\n")
    ]


def _shorter_gap(match: re.Match[str]) -> str:
    """Wide blanks keep meaning columns without costing the patterns below more than their width."""
    return match[1] * 8


def heading(text: str) -> str | None:
    """The first line with a word, if it can be a title: at most 200 characters, and no heading of a chapter or article."""
    lines = (" ".join(line.split()) for line in head_lines(text))
    first = next((line for line in lines if _WORD.search(line)), "")
    return first if 0 < len(first) <= _LONGEST_TITLE and not _UNIT.match(first) else None
