"""New wording: text that an amending provision gives to another document, without quotation marks.

    a) Sửa đổi, bổ sung khoản 10 như sau:
    10. Công trình xây dựng là …
    b) Bãi bỏ khoản 29

The 10 belongs to the other document, the b) does not. Annexes and addenda end any wording.
"""

import re
from typing import Protocol

from corpus.structure.marks import Mark, Role


class AmendingStyle(Protocol):
    """How a country announces new wording."""

    def announces(self, text: str, start: int, end: int) -> bool:
        """Whether the text of a unit, from behind its label up to `end`, announces new wording, so that `end` may be in it."""
        ...

    def goes_on(self, text: str, mark: Mark, *, follows: bool) -> bool:
        """Whether this mark begins the next amending unit rather than a part of the announced wording.

        Args:
            text: The stored text.
            mark: What may begin a unit.
            follows: Whether its number continues the unit that announced the wording, or one around that.
        """
        ...


_UNIT = r"(?:khoản|điểm|điều|chương|mục|phần|phụ lục|mẫu|biểu|đoạn|cụm từ|tên|tiêu đề|gạch|một số)"


class VietnameseAmending:
    """`1. Sửa đổi, bổ sung khoản 1 Điều 30 như sau:`, `Điểm a khoản 2 được sửa đổi như sau:`, and nothing behind the colon."""

    _opening = re.compile(
        rf"\s*(?:(?:sửa đổi|bổ sung|thay thế|sửa)\b[^:]{{0,200}}?\b{_UNIT}\b"
        rf"|{_UNIT}\s[^:]{{0,200}}?(?:sửa đổi|bổ sung|thay thế|thay)\b)",
        re.IGNORECASE,
    )
    _announced = re.compile(r"\bsau(?:\s+đây)?\s*:\s*\Z")
    _resumes = re.compile(
        rf"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay\s|bỏ\s|hủy bỏ|huỷ bỏ|đổi\s|chuyển\s|tại\s|sửa\s|{_UNIT}\s)",
        re.IGNORECASE,
    )

    def announces(self, text: str, start: int, end: int) -> bool:
        """Whether the unit begins like an amendment and its last words so far are `như sau:`."""
        if self._announced.search(text[max(start, end - 60) : end]) is None:
            return False
        return self._opening.match(text, start, min(end, start + 400)) is not None

    def goes_on(self, text: str, mark: Mark, *, follows: bool) -> bool:
        """Whether the item amends again, or the number after the announcing unit does: `b) Bãi bỏ khoản 2`."""
        if mark.role is Role.COMPONENT:
            return True
        return (follows or mark.role is Role.ENUMERATOR) and self._resumes.match(text, mark.body) is not None


class KoreanAmending:
    """`⑦ 건축법 일부를 다음과 같이 개정한다.`, `제2조제5호를 다음과 같이 하고, 제6호를 삭제한다.`, and text behind it."""

    _opening = re.compile(r"[^\n]{0,200}?(?:일부를|중)\s(?:각각\s)?다음과\s?같이\s?개정한다")
    _announced = re.compile(
        r"(?:[조항호목](?:의\d+)?|[①-⑳])(?:을|를)\s(?:각각\s)?다음과\s?같이[^\n]*다\.?\s*\Z|다음과\s?같이\s?(?:신설|삽입)[^\n]*다\.?\s*\Z"
    )
    _resumes = re.compile(
        r"[ \t]*(?:생략|삭제|\(|[^\n]{0,200}?(?:다음과\s?같이|개정한다|으로 한다|삭제한다))"
    )

    def announces(self, text: str, start: int, end: int) -> bool:
        """Whether the unit amends another act, or its last sentence gives a unit a new wording."""
        if self._opening.match(text, start, min(end, start + 300)) is not None:
            return True
        return self._announced.search(text[max(start, end - 300) : end]) is not None

    def goes_on(self, text: str, mark: Mark, *, follows: bool) -> bool:
        """Whether the next number of the list of amended acts, or the next article, begins here."""
        if mark.kind == "buchik":
            return True
        return follows and (
            mark.kind == "jo" or bool(mark.last) or self._resumes.match(text, mark.body) is not None
        )
