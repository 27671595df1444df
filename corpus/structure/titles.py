"""Titles: where the heading of a unit ends and its text begins, on lines that a typesetter may have broken."""

import re
from collections.abc import Callable

from corpus.structure.lines import Lines, is_capitals

_LONGEST = 400
_MOST_LINES = 6
_SHORTEST_LINE = 3
"""Shorter lines in capitals head the column of a table: `STT`."""
_ENDS_LIKE_TEXT = re.compile(r"[.;:,…/]$")
_BEGINS_LIKE_TEXT = re.compile(
    r"(?:Quyết định|Nghị định|Nghị quyết|Thông tư|Luật|Bộ luật|Pháp lệnh|Kế hoạch|Chỉ thị|Quy chế|Quy định|Văn bản) này\b"
)
_ENDS_SENTENCE = re.compile(r"[.:…/]$")


class TitleReader:
    """Reads the titles of one text.

    Args:
        lines: Its lines.
        is_mark: Whether a unit may begin at an offset; a title ends before one.
    """

    def __init__(self, lines: Lines, is_mark: Callable[[int], bool]) -> None:
        self._lines = lines
        self._is_mark = is_mark

    def sentence_case(self, body: int, index: int, longest: int = _LONGEST) -> str | None:
        """A title in the ordinary case, of an article or an item: it does not end like a sentence.

        Args:
            body: Offset behind the label.
            index: The line that the label ends on.
            longest: Titles have at most so many characters; longer ones are text.
        """
        first, index = self._first_part(body, index)
        parts = [first] if first else []
        while self._goes_on(index, parts) and len(parts) <= _MOST_LINES:
            index += 1
            parts.append(self._lines[index].text)
        title = _join(parts)
        if not title or len(title) > longest or len(parts) > _MOST_LINES:
            return None
        return None if _ENDS_LIKE_TEXT.search(title) or _BEGINS_LIKE_TEXT.match(title) else title

    def capitals(self, body: int, index: int) -> str | None:
        """A title of a chapter or an annex: the rest of its line, and lines in capitals below.

        When nothing stands behind the label, the next line is the title, in capitals or not.
        """
        first, index = self._first_part(body, index)
        parts = [first] if first else []
        while (
            index + 1 < len(self._lines)
            and len(parts) < _MOST_LINES
            and self._is_heading_line(index + 1, parts)
        ):
            index += 1
            parts.append(self._lines[index].text)
        return _join(parts) or None

    def same_line(self, body: int, index: int) -> str | None:
        """What stands behind the label on its line."""
        return _join([self._first_part(body, index)[0]]) or None

    def _first_part(self, body: int, index: int) -> tuple[str, int]:
        while index + 1 < len(self._lines) and self._lines[index].end < body:
            index += 1
        line = self._lines[index]
        return self._lines.text[body : line.end].strip() if body < line.end else "", index

    def _goes_on(self, index: int, parts: list[str]) -> bool:
        if index + 1 >= len(self._lines) or self._is_mark(self._lines[index + 1].start):
            return False
        following = self._lines[index + 1]
        if not parts:
            return True
        if following.after_blank or _ENDS_SENTENCE.search(parts[-1]):
            return False
        if self._lines.fills_the_width(index) or parts[-1].endswith(",") or not following.text[:1].isupper():
            return True
        return is_capitals(parts[-1]) and is_capitals(following.text) and len(following.text) > _SHORTEST_LINE

    def _is_heading_line(self, index: int, parts: list[str]) -> bool:
        line = self._lines[index]
        if line.text.startswith("(") or self._is_mark(line.start):
            return False
        if is_capitals(line.text):
            return not parts or is_capitals(parts[-1])
        return not parts and len(line.text) <= _LONGEST and _ENDS_LIKE_TEXT.search(line.text) is None


def _join(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split()).lstrip(" .:-–—")
