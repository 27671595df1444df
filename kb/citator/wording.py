"""How findings call documents, provisions and days: as a drafter writes them."""

from corpus.errors import IdentifierError
from corpus.identifiers import Anchor, Step, type_name
from corpus.identifiers.anchors import mok_syllable
from corpus.identifiers.types import types_by_token
from indexer.models import DocumentRecord

_VIETNAMESE = {
    "dieu": "Điều",
    "khoan": "khoản",
    "diem": "điểm",
    "phuluc": "Phụ lục",
    "chuong": "Chương",
    "phan": "Phần",
    "muc": "Mục",
}
_KOREAN = {"jo": "조", "hang": "항", "ho": "호", "pyeon": "편", "jang": "장", "jeol": "절", "gwan": "관"}


def called(record: DocumentRecord) -> str:
    """A document as a citation names it first: `Nghị định số 206/2026/NĐ-CP “Hợp đồng xây dựng”`, `「주택법」(법률 제21447호)`."""
    header = record.header
    if is_korean(record):
        return f"「{record.title}」" + (f"({header.number})" if header.number else "")
    return f"{numbered(record)} “{record.title}”" if header.number else f"“{record.title}”"


def numbered(record: DocumentRecord) -> str:
    """A document by type and number: `Nghị định số 206/2026/NĐ-CP`; by its title where it has no number, and in Korea."""
    header = record.header
    if is_korean(record) or not header.number:
        return f"「{record.title}」" if is_korean(record) else record.title
    return f"{type_name(header.type)} số {header.number}" if header.type else header.number


def is_korean(record: DocumentRecord) -> bool:
    """Whether a document is Korean law, whatever the language of its text."""
    entry = types_by_token().get(record.header.type or "")
    return entry is not None and entry.country == "kr"


def said(anchor: str) -> str:
    """An anchor as it is cited: `dieu-5.khoan-2` → `khoản 2 Điều 5`, `jo-3-2.hang-1.mok-ga` → `제3조의2제1항가목`."""
    try:
        steps = Anchor.parse(anchor).steps
    except IdentifierError:
        return anchor
    if any(step.kind in _VIETNAMESE for step in steps):
        return " ".join(_vietnamese(step) for step in reversed(steps))
    return "".join(map(_korean, steps))


def printed_day(day: str, *, korean: bool) -> str:
    """An ISO 8601 day as the country prints it: `2026. 3. 17.`, `17/03/2026`; as it is when it is less than a day."""
    if len(day) != len("2018-08-01"):
        return day
    year, month, date = day.split("-")
    return f"{year}. {int(month)}. {int(date)}." if korean else f"{date}/{month}/{year}"


def _vietnamese(step: Step) -> str:
    number = step.number.replace("dd", "đ") if step.kind == "diem" else step.number
    return f"{_VIETNAMESE.get(step.kind, step.kind)} {number}".strip()


def _korean(step: Step) -> str:
    number, _, branch = step.number.partition("-")
    tail = f"의{branch}" if branch else ""
    if step.kind == "mok":
        return f"{mok_syllable(number) or number}목"
    if step.kind == "buchik":
        return "부칙 "
    return f"제{number}{_KOREAN.get(step.kind, step.kind)}{tail}"
