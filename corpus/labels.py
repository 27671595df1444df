"""What the name of a file and its metadata say of a document, against what the document says of itself.

Speaks only where both say something and cannot mean the same; a name that may speak of another document (`phụ lục của …`,
`dự thảo sửa đổi …`) or that the first lines of the text bear out is left alone.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from corpus.header.merging import parsed_number
from corpus.identifiers import DocumentNumber, type_name, type_token
from corpus.identifiers.titles import full_title, title_key
from corpus.languages import detect_language
from corpus.models import Diagnostic, Header, Language, SourceText
from corpus.normalize import fold

_OPENING = 2_000
_LANGUAGE_CHARACTERS = 200
_SEPARATOR = re.compile(r"[^\w]+|_")
_SYMBOLS = "nd|qd|ttlt|tt|nqlt|nq|ct|kh|tb|cd|vbhn"
_NAMES = "nghi dinh|quyet dinh|thong tu|nghi quyet|chi thi|ke hoach|thong bao|cong dien"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?<![^\W_])(?P<part>\d{1,3} )?(?P<number>(?!(?:19|20)\d\d )\d{1,5}[a-z]?)"
_NUMBER_FIRST = re.compile(rf"{_NUMBER} (?:{_YEAR} )?(?:(?P<type>{_SYMBOLS})|(?:ubtv)?qh\d\d)(?![^\W_])")
_TYPE_FIRST = re.compile(
    rf"(?<![^\W_])(?P<type>{_SYMBOLS}|{_NAMES})(?: so)? ?(?P<number>(?!(?:19|20)\d\d\b)(?:0\d|\d{{2,5}})[a-z]?)(?: {_YEAR})?(?![^\W_])"
)
_KOREAN = re.compile(r"(?P<kind>법률|대통령령|총리령|[가-힣]{1,12}부령) ?제? ?(?P<number>\d{3,6})(?: ?호|$)")
_OF_ANOTHER = re.compile(
    r"(?<![^\W_])(?:sua doi|bo sung|thay the|bai bo|huong dan|du thao|phu luc|kem theo|mau|bieu|tom tat|gop y|so sanh|thuc hien|trien khai|"
    r"annex|draft|summary)(?![^\W_])"
)
_TYPE_IN_FRONT = re.compile(rf"(?P<type>{_NAMES})(?![^\W_])")
_LAW_IN_FRONT = re.compile(r"(?:bo )?luat (?P<subject>(?:(?!so(?![^\W_])|sua |\d)[^\W\d_]+ ?){2,12})")
_KOREAN_LAW = re.compile(r"[가-힣ㆍ·]{1,60}(?:법|법률|시행령|시행규칙)")
_KOREAN_KIND = re.compile(r"(시행령|시행규칙)?$")


class NamedNumber(NamedTuple):
    """A number that the name of a file carries.

    Attributes:
        printed: As it stands in the name.
        number: The running number without leading zeros; of `66.22` also its last part alone, since a name may carry a serial number.
        year: Year beside it.
        type: Token of the type.
    """

    printed: str
    number: frozenset[str]
    year: int | None
    type: str | None


def label_conflicts(
    source: SourceText, name: str, header: Header, language: Language
) -> Iterator[Diagnostic]:
    """Diagnostics of a document whose label is that of another.

    Codes: `name_number_conflict`, else `name_type_conflict`, else `name_title_conflict` for the name of the file;
    `language_conflict` for a language that the metadata declare.

    Args:
        source: The text.
        name: Of the file with its suffix; empty where there is none.
        header: What the text says of itself.
        language: The language the document was given.
    """
    words = _SEPARATOR.sub(" ", fold(PurePath(name).stem).text).strip()
    opening = " ".join(_SEPARATOR.sub(" ", fold(source.text[:_OPENING]).text).split())
    conflicts = (
        ("number", _number_conflict(words, header, opening)),
        ("type", _type_conflict(words, header, opening)),
        ("title", _title_conflict(words, header, opening)),
    )
    code, message = next((conflict for conflict in conflicts if conflict[1]), ("", None))
    if message:
        yield Diagnostic(f"name_{code}_conflict", f"{message}: check which document this is")
    yield from _language_conflict(source, language)


def _number_conflict(words: str, header: Header, opening: str) -> str | None:
    printed = parsed_number(header.number)
    said = [number for number in named_numbers(words) if f" {number.printed} " not in f" {opening} "]
    if printed is None or printed.type == "vbhn" or not said or len(said) < len(named_numbers(words)):
        return None
    if any(_agree(number, printed, header) for number in said):
        return None
    return f"the name of the file says {said[0].printed}, the text {header.number}"


def named_numbers(words: str) -> list[NamedNumber]:
    """The document numbers in the words of a name: `136 2026 nd cp`, `qd 950`, `법률 제16631호`."""
    found = [match for pattern in (_NUMBER_FIRST, _KOREAN, _TYPE_FIRST) for match in pattern.finditer(words)]
    return [_named(match) for match in found if not _OF_ANOTHER.search(words[: match.start()])]


def _named(match: re.Match[str]) -> NamedNumber:
    said = match.groupdict()
    number = said["number"].lstrip("0")
    whole = {f"{said['part'].strip().lstrip('0')}.{number}"} if said.get("part") else set()
    kind = said.get("kind") or said.get("type") or ""
    year = said.get("year")
    return NamedNumber(
        match[0].strip(), frozenset({number} | whole), int(year) if year else None, type_token(kind)
    )


def _agree(said: NamedNumber, printed: DocumentNumber, header: Header) -> bool:
    year = printed.year or int((header.issued or "0")[:4])
    return (
        printed.plain_number.lower() in said.number
        and (not said.year or not year or said.year == year)
        and (not said.type or not printed.type or said.type == printed.type)
    )


def _type_conflict(words: str, header: Header, opening: str) -> str | None:
    """A name that begins with a type which the text neither is nor mentions in its first lines."""
    said = _TYPE_IN_FRONT.match(words)
    if said is None or header.type is None or parsed_number(header.number) is None or header.type == "vbhn":
        return None
    if type_token(said["type"]) == header.type or said["type"] in opening:
        return None
    return f"the name of the file says {said['type']}, the text is of the type {type_name(header.type)}"


def _title_conflict(words: str, header: Header, opening: str) -> str | None:
    """A name with the title of a law, Korean or Vietnamese, of which the text says nothing."""
    korean = words.replace(" ", "")
    if header.title and _KOREAN_LAW.fullmatch(korean) and _KOREAN_LAW.fullmatch(title_key(header.title)):
        return _korean_title_conflict(korean, header.title)
    law = _LAW_IN_FRONT.match(words)
    if law and header.type in {"luat", "boluat"} and not set(law["subject"].split()) & set(opening.split()):
        return f"the name of the file says {law[0].strip()}, and no word of it stands in the first lines"
    return None


def _korean_title_conflict(named: str, title: str) -> str | None:
    said, printed = title_key(full_title(named) or named), title_key(title)
    same_kind = _kind(said) == _kind(printed)
    if same_kind and (_shortens(said, printed) or _shortens(printed, said)):
        return None
    return f"the name of the file says {named}, the text {title}"


def _kind(title: str) -> str:
    match = _KOREAN_KIND.search(title)
    return match[0] if match else ""


def _shortens(short: str, title: str) -> bool:
    """Whether the letters of a short title stand in the full one in this order, as of 국토계획법 in 국토의 계획 및 이용에 관한 법률."""
    letters = iter(title)
    return all(letter in letters for letter in short.removesuffix("률"))


def _language_conflict(source: SourceText, language: Language) -> Iterator[Diagnostic]:
    """A declared language whose script or words the text does not show; unaccented Vietnamese may look like English."""
    shown = detect_language(source.text) if len(source.text) >= _LANGUAGE_CHARACTERS else language
    if "und" not in {shown, language} and shown != language:
        message = f"the metadata say that the language is {language}, but the text is mostly in {shown}"
        yield Diagnostic("language_conflict", message)
