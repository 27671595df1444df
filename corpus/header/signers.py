"""Who signed a Vietnamese document: box 7 of Decree 30/2020/NĐ-CP, below the body, and the label that web pages print."""

import re

from corpus.identifiers.places import place_named

_LABEL = re.compile(r"^\s*Người ký\s*[:|]\s*(?P<said>[^\n|]{1,120})", re.IGNORECASE | re.MULTILINE)
_BODY = re.compile(r"\bĐiều\s+1\b|\bCăn\s+cứ\b|\bKính\s+gửi\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q)\.\s?\S|(?:PHÓ |QUYỀN )?(?:THỦ TƯỚNG|CHỦ TỊCH|TỔNG BÍ THƯ|GIÁM ĐỐC|CHỦ NHIỆM|CHÁNH ÁN|VIỆN TRƯỞNG|THỐNG ĐỐC"
    r"|TỔNG THANH TRA|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|VỤ TRƯỞNG)\b|BỘ TRƯỞNG\b|THỨ TRƯỞNG\b)"
)
_UPPER = "A-ZĐÀ-ỸĂÂÊÔƠƯ"
_NAME = re.compile(rf"(?:(?<=\s)|(?<=\.)|^)(?P<name>[{_UPPER}][^\W\d_]+(?: [{_UPPER}][^\W\d_]+){{1,4}})$")
_FAMILY_NAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương "
    "Đinh Lâm Phùng Mai Tô Hà Tạ Tống Thái Cao Châu Chu Tăng Quách La Lương Lưu Triệu Nông Hầu Kim Khuất "
    "Ma Mạc Nghiêm Ninh Ông Phí Quản Sầm Thạch Thân Thi Tôn Trình Từ Văn Viên Vi Giàng Giáp Hứa Kiều Lò "
    "Lữ Lục Đàm Đậu Doãn Diệp Bạch Bế Âu An Cù Cung Đồng Đổng Hoàn Khổng Khương Đường"
)
_FAMILIES = frozenset(_FAMILY_NAMES.split())
_LINES_BELOW = 8


def read_signer(text: str) -> str | None:
    """The name of the person who signed, None where none is printed.

    It is the first line below an office in capitals that is a name beginning with a Vietnamese family name.
    """
    label = _LABEL.search(text[:8_000])
    if label:
        named = _name_in(label["said"].partition("(")[0].strip())
        if named:
            return named
    body = _BODY.search(text)
    cells = [cell.strip() for cell in re.split(r"\n|\s\|\s", text[body.end() :] if body else "")]
    cells = list(filter(None, cells))
    offices = (index for index, cell in enumerate(cells) if _OFFICE.match(cell))
    found = (_below(cells[index : index + _LINES_BELOW]) for index in offices)
    return next(filter(None, found), None)


def _below(cells: list[str]) -> str | None:
    return next(filter(None, map(_name_in, cells)), None)


def _name_in(cell: str) -> str | None:
    match = _NAME.search(cell)
    if match is None:
        return None
    words = match["name"].split()
    first = next((place for place, word in enumerate(words) if word in _FAMILIES), len(words))
    named = words[first:]
    is_name = len(named) > 1 and all(word[0].isupper() for word in named) and not place_named(" ".join(named))
    return " ".join(named) if is_name else None
