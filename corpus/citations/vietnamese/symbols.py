"""The symbol of a Vietnamese number in its official form, however it is printed."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.identifiers.issuers import issuers_by_symbol
from corpus.identifiers.numbers import is_local, printed_symbol, slug
from corpus.identifiers.types import type_token, types_by_symbol

_PARTY_BODIES = frozenset(
    {"TW", "TU", "VPTW", "BTCTW", "BTGTW", "UBKTTW", "BNCTW", "BDVTW", "BKTTW", "BCSĐ", "ĐU", "HU"}
)
_LOCAL_BODIES = ("UBND", "HĐND")
_TERM = re.compile(r"(UBTVQH|QH)([\dIlO]{1,3})", re.IGNORECASE)
_MISREAD = str.maketrans("IlOo", "1100")
_PARTS = re.compile(r"\s*([-/])\s*")
_ABBREVIATION = re.compile(r"[A-ZĐƯ&]{2,10}")
_ASSEMBLY_TERMS = range(1, 30)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol read.

    Attributes:
        official: As it should be printed: ``QĐ-TTg``, ``NQ/TW``, ``QH15``.
        type: Token of its type, None where it names only bodies.
        issuers: The bodies as their symbols print them.
        length: Characters of the printed text that belong to it.
        letter: Whether it is the symbol of an official letter, body first and unit behind it.
        repaired: Whether letters had to be put right beyond case and accents.
        known: Whether the tables know its type or all of its bodies.
    """

    official: str
    type: str | None
    issuers: tuple[str, ...]
    length: int
    letter: bool = False
    repaired: bool = False
    known: bool = True

    @property
    def system(self) -> str:
        """``party`` for papers of the Party, ``state`` for all others."""
        return "party" if "/" in self.official else "state"


def read_symbol(printed: str) -> Symbol | None:
    """The symbol at the beginning of a stretch of text, None where there is none.

    What follows it behind a dash counts only while it can be a part of it: ``QĐ-TTg - Ban hành`` ends behind ``TTg``.
    """
    pieces = _PARTS.split(printed)
    if not pieces[0]:
        return None
    gaps = [len(gap[0]) > 1 for gap in _PARTS.finditer(printed)]
    first, split = _split_glued(_official_part(pieces[0]))
    parts, taken = list(first), 1
    for spaced, piece in zip(gaps, pieces[2::2], strict=False):
        part = _official_part(piece)
        if (spaced and not _joins(part)) or (parts[0] in _LOCAL_BODIES and not part[:1].isupper()):
            break
        parts.append(part)
        taken += 1
    return _symbol(parts, _length(printed, taken), repaired=split or _misread(pieces[0]))


def _length(printed: str, taken: int) -> int:
    ends = [match.start() for match in _PARTS.finditer(printed)]
    return ends[taken - 1] if taken <= len(ends) else len(printed)


def _official_part(piece: str) -> str:
    word = "".join(piece.split()).replace("TƯ", "TW")
    term = _TERM.fullmatch(word)
    if term is None:
        return printed_symbol(word)
    digits = term[2].translate(_MISREAD)
    digits = digits.removeprefix("1") if len(digits) > 2 else digits
    return f"{term[1].upper()}{digits}" if digits.isdigit() and int(digits) in _ASSEMBLY_TERMS else word


def _misread(piece: str) -> bool:
    term = _TERM.fullmatch("".join(piece.split()))
    return term is not None and (not term[2].isdigit() or len(term[2]) > 2)


def _split_glued(part: str) -> tuple[tuple[str, ...], bool]:
    """``NĐCP`` → NĐ, CP: a type and a body whose hyphen is lost."""
    if _is_known(part):
        return (part,), False
    for length in range(len(part) - 1, 0, -1):
        kind, body = printed_symbol(part[:length]), printed_symbol(part[length:])
        if kind in types_by_symbol() and (body in issuers_by_symbol() or body in _LOCAL_BODIES):
            return (kind, body), True
    return (part,), False


def _is_known(part: str) -> bool:
    return (
        part in types_by_symbol()
        or part in issuers_by_symbol()
        or is_local(part)
        or part in _PARTY_BODIES
        or _is_term(part)
    )


def _is_term(part: str) -> bool:
    return re.fullmatch(r"(?:UBTVQH|QH)\d{1,2}", part) is not None


def _joins(part: str) -> bool:
    """Whether a part behind a spaced dash can belong to the symbol."""
    return part in issuers_by_symbol() or is_local(part) or _ABBREVIATION.fullmatch(part) is not None


def _symbol(parts: list[str], length: int, *, repaired: bool) -> Symbol | None:
    kind = type_token(parts[0]) if parts[0] in types_by_symbol() else None
    bodies = tuple(parts[1:]) if kind else (parts[0],)
    if _is_term(parts[0]):
        return Symbol(parts[0], None, (parts[0],), length, repaired=repaired)
    if kind and bodies and bodies[0] in _PARTY_BODIES:
        return Symbol(f"{parts[0]}/{'-'.join(bodies)}", kind, bodies, length, repaired=repaired)
    if not kind and len(parts) > 1 and _is_body(parts[0]):
        return Symbol("-".join(parts), "cv", (parts[0],), length, letter=True, repaired=repaired)
    if not kind and not _is_known(parts[0]):
        return None
    if kind and not bodies:
        return None
    known = all(map(_is_body, bodies))
    return Symbol("-".join(parts), kind, bodies, length, repaired=repaired, known=known)


def _is_body(part: str) -> bool:
    return part in issuers_by_symbol() or is_local(part) or part in _PARTY_BODIES or _is_term(part)


@cache
def issuer_slug(body: str) -> str:
    """A body in identifiers: ``BKH&ĐT`` → ``bkhdt``, ``QH15`` → ``qh15``."""
    return slug(body)
