"""Lists of documents: what their lead says holds for every item, and of an item only its first document counts.

2. Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:
a) Nghị định số 37/2015/NĐ-CP …; Nghị định số 50/2021/NĐ-CP … sửa đổi một số điều của Nghị định số 37/2015/NĐ-CP …;

… và thay thế các Quyết định: số 23/2016/QĐ-UBND …; số 48/2023/QĐ-UBND ….
"""

import re
from collections.abc import Iterator

from corpus.citations.forms import SPACE
from corpus.models import Span
from corpus.relations.models import RelationKind

_TYPE = r"(?:văn bản|luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị)"
_THESE = rf"(?:các|những) {_TYPE}[^.;:]{{0,80}}?"
_BELOW = r"(?:sau(?: đây)?|dưới đây)"
_LEADS: tuple[tuple[RelationKind, str], ...] = (
    ("terminates", rf"{_THESE}{_BELOW}[^.;:]{{0,40}}?hết hiệu lực[^.;:]{{0,120}}?(?::|\n\s*\n)"),
    ("terminates", rf"hết hiệu lực[^.;:]{{0,120}}? đối với {_THESE}:"),
    ("repeals", rf"(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?: toàn bộ)? {_THESE}(?:{_BELOW})?:"),
    ("replaces", rf"thay thế(?: (?:toàn bộ )?(?:các|những) {_TYPE}[^.;:]{{0,60}}?)?(?: {_BELOW})?:"),
)
_WORDS = [(kind, re.compile(rf"(?<![^\W_]){lead.replace(' ', SPACE)}")) for kind, lead in _LEADS]
_LIST_ENDS = re.compile(r"\.[ \t]*(?:\n|\Z)|\Z")
_LABEL = r"(?:[-+•*]|\(?[a-zđ0-9]{1,3}[.)])"
_BOUNDARY = re.compile(rf"[;:,.]|\n[ \t]*\n|\n[ \t]*(?={_LABEL}\s)|(?<![^\W_])(?:và|hoặc)(?![^\W_])")
_HEAD = re.compile(
    rf"\s*(?:{_LABEL}\s{{1,4}})?(?:(?:bãi bỏ|thay thế|hủy bỏ|huỷ bỏ|toàn bộ|một phần|một số|các|những|nội dung|quy định|điều|khoản"
    rf"|điểm|phụ lục|số|của|tại|trong|đối với|{_TYPE})\s{{1,4}})*"
)
_ITEM = 200


def list_leads(low: str) -> Iterator[tuple[RelationKind, Span]]:
    """Each lead of a list: what it says, and the stretch that its list takes up, as far as the text alone shows.

    Args:
        low: The text in small letters.
    """
    for kind, words in _WORDS:
        for lead in words.finditer(low):
            end = _LIST_ENDS.search(low, lead.end())
            yield kind, Span(lead.end(), end.end() if end else len(low))


def heads_item(low: str, position: int, start: int) -> bool:
    """Whether what begins at a place is the first document of its item, not one in the title of another.

    Args:
        low: The text in small letters.
        position: Where the document is named.
        start: Where its sentence or list begins.
    """
    begin = max(start, position - _ITEM)
    boundaries = list(_BOUNDARY.finditer(low, begin, position))
    return _HEAD.fullmatch(low, boundaries[-1].end() if boundaries else begin, position) is not None
