"""What a header says besides what identifies a document: place, addressees, responsible ministry, system."""

import re
from dataclasses import dataclass

from corpus.dates import find_dates
from corpus.header.lines import head_lines
from corpus.identifiers import issuer_token
from corpus.identifiers.numbers import printed_symbol
from corpus.models import Header

_PLACE = re.compile(
    r"(?P<words>(?:[^\W\d_][^\s,]{0,12}|-)(?: (?:[^\W\d_][^\s,]{0,12}|-)){0,8}),\s{1,3}(?=ngày[\s\d….]{1,20}(?:tháng|[/.-]))"
)
_BLANK = re.compile(
    r"Số\s*:[\s.…_]{0,40}/\s?(?:(?:19|20)\d\d/)?(?P<symbol>[A-ZĐ][A-Za-zĐđ&]*(?:-[A-ZĐ][A-Za-zĐđ&]*){0,5})"
)
_ADDRESSED = re.compile(r"\bKính\s+gửi\s*:\s*", re.IGNORECASE)
_LONGEST_ADDRESSEES = 1_500
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_FIRST = re.compile(r"(?<![가-힣])제정\s*:?\s*")
_MINISTRY = re.compile(r"(?<![가-힣])[가-힣]{2,14}(?:부|처|청|위원회|원)(?![가-힣])")
_TONED = re.compile("[ạảãàáăắằẳẵặâấầẩẫậẹẻẽèéêếềểễệịỉĩìíọỏõòóôốồổỗộơớờởỡợụủũùúưứừửữựỵỷỹỳýđ]", re.IGNORECASE)
_TWO_MARKS = re.compile("[ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựạảẹẻẽịỉọỏụủỵỷỹ]", re.IGNORECASE)
_DAMAGED_BELOW = 0.25
_LETTERS_AT_LEAST = 15


@dataclass(frozen=True, slots=True)
class Details:
    """Unknown stays None.

    Attributes:
        symbol: Symbol of a number that is blank as yet, ``QĐ-BXD``.
        place: Where it was signed, ``Hà Nội``.
        addressees: To whom an official letter goes, in order.
        system: ``party`` for papers of the Party, ``state`` for others that have a number; the motto alone makes no contract one of those.
        quality: ``damaged`` where letters with two marks are lost throughout.
        ministry: The ministry that a Korean law belongs to, as printed.
        first_issued: Date of the first version of a Korean rule.
    """

    symbol: str | None = None
    place: str | None = None
    addressees: tuple[str, ...] = ()
    system: str | None = None
    quality: str | None = None
    ministry: str | None = None
    first_issued: str | None = None


def read_details(text: str, header: Header) -> Details:
    """The details of the document whose header is known.

    Args:
        text: The stored text.
        header: What was read of it.
    """
    head = "\n".join(head_lines(text))
    first = _FIRST.search(head)
    return Details(
        symbol=None if header.number else _blank_symbol(head),
        place=_place(head),
        addressees=_addressees(text),
        system=_system(head, header),
        quality="damaged" if _is_damaged(head) else None,
        ministry=_ministry(head),
        first_issued=_date_after(head, first) if first else None,
    )


def _place(head: str) -> str | None:
    """The capitalised words directly before ``, ngày …``: ``Hà Nội``, ``Bà Rịa - Vũng Tàu``."""
    match = _PLACE.search(head)
    words = match["words"].split() if match else []
    first = len(words)
    while first and (words[first - 1] == "-" or words[first - 1].istitle()):
        first -= 1
    return " ".join(words[first:]).strip(" -") or None


def _blank_symbol(head: str) -> str | None:
    """The symbol of a number that is still to be stamped: ``Số:        /QĐ-BXD``."""
    match = _BLANK.search(head)
    return printed_symbol(match["symbol"]) if match else None


def _addressees(text: str) -> tuple[str, ...]:
    opening = _ADDRESSED.search(text)
    if opening is None:
        return ()
    block = text[opening.end() : opening.end() + _LONGEST_ADDRESSEES].split("\n\n", maxsplit=1)[0]
    listed = re.findall(r"(?m)^[ \t]*[-+•][ \t]*(\S.*?)[;.,]?$", block)
    return tuple(listed) or tuple(filter(None, [block.split("\n")[0].strip(" ;.,")]))


def _system(head: str, header: Header) -> str | None:
    if header.number is None:
        return None
    return "party" if _PARTY.search(head) or re.match(r"\d+[a-z]?-[^/\s]+/", header.number) else "state"


def _is_damaged(head: str) -> bool:
    """Whether the head is Vietnamese, and far fewer of its accented letters carry two marks than in any healthy text."""
    letters = _TONED.findall(head)
    return len(letters) >= _LETTERS_AT_LEAST and len(_TWO_MARKS.findall(head)) < _DAMAGED_BELOW * len(letters)


def _ministry(head: str) -> str | None:
    return next((match[0] for match in _MINISTRY.finditer(head) if issuer_token(match[0])), None)


def _date_after(head: str, match: re.Match[str]) -> str | None:
    date = next(iter(find_dates(head[match.end() : match.end() + 24])), None)
    return date.iso if date and date.span.start == 0 else None
