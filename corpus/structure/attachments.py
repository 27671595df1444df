"""Papers that a Vietnamese decision puts in force: found by the line `(Ban hành kèm theo Quyết định số …)` under their title."""

import re

from corpus.structure.lines import Lines, is_capitals
from corpus.structure.marks import Mark, Role

_ENACTED = re.compile(
    r"\(?\s*(?:Được\s|được\s)?(?:Ban hành\s|ban hành\s|Phê duyệt\s|phê duyệt\s)?[Kk]èm\stheo\s"
    r"(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Văn bản|Tờ trình|QĐ|số)"
)
_PAPER = re.compile(
    r"QUY ĐỊNH|QUY CHẾ|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐIỀU LỆ|DANH MỤC|HƯỚNG DẪN|CHIẾN LƯỢC|PHƯƠNG ÁN|NỘI QUY|QUY TRÌNH|"
    r"QUY CHUẨN|BẢNG GIÁ|ĐƠN GIÁ|ĐỊNH MỨC|BỘ TIÊU CHÍ|BỘ CHỈ SỐ|TIÊU CHÍ|KHUNG|QUY HOẠCH|DỰ ÁN|THỂ LỆ|QUY ƯỚC"
)
_NUMBERED = re.compile(r"(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|BIỂU|Biểu)\b")
_MOST_LINES = 12


def find_attachments(lines: Lines) -> dict[int, Mark]:
    """The attachments by the offset of their title's first line, which is the line that names the kind of paper.

    An annex or a form with such a line is none: it has a number of its own. Nor is a paper at the head of a text.
    """
    found: dict[int, Mark] = {}
    for index, line in enumerate(lines):
        if _ENACTED.match(line.text):
            mark = _title_above(lines, index)
            if mark is not None:
                found[mark.start] = mark
    return found


def _title_above(lines: Lines, enacted: int) -> Mark | None:
    found: Mark | None = None
    for index in range(enacted - 1, max(0, enacted - _MOST_LINES), -1):
        text = lines[index].text
        if _NUMBERED.match(text):
            return None
        if not is_capitals(text):
            break
        paper = _PAPER.match(text)
        if paper is not None:
            start = lines[index].start
            found = Mark("dinhkem", "", 1, Role.COMPONENT, paper[0], start, start + paper.end())
    return found
