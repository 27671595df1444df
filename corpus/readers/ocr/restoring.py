"""What is known to be wrong in recognised text is put right."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

_SAME_LINE = 0.75
# `Điêu 3.`, `Điễu 4.` at the beginning of a line: before a number no other word of these letters can stand.
_ARTICLE = re.compile(r"^Đi[êếểễệ]u(?= \d{1,3}[.,:]? )", re.MULTILINE)
# The middle dot of Korean lists stands without blanks; OCR sees one before it because the dot is as wide as a letter.
_MIDDLE_DOT = re.compile(r"(?<=[가-힣)」]) ?ㆍ ?(?=[가-힣(「])")


def restore_signs(recognised: str) -> str:
    """The text with the accents of `Điều` right where it heads a line, and middle dots without blanks: OCR mistakes them most."""
    return _MIDDLE_DOT.sub("ㆍ", _ARTICLE.sub("Điều", recognised))


def restore_lines(recognised: str, layer: str) -> str:
    """The recognised text with the lines of the page's own text in place of those that OCR read almost alike.

    A line of the page's own that OCR did not see, such as a hidden signature stamp, is put at the end.
    """
    lines: list[str | None] = list(recognised.split("\n"))
    rest = {index: line for index, line in enumerate(lines) if line}
    unseen = []
    for own in filter(None, map(str.strip, layer.splitlines())):
        best = max(rest, key=lambda index: _likeness(rest[index], own), default=None)
        if best is None or _likeness(rest[best], own) < _SAME_LINE:
            unseen.append(own)
            continue
        lines[best] = own
        split = _split_off(own, rest.pop(best), rest)
        if split is not None:
            lines[split] = None
            del rest[split]
    return "\n".join((*(line for line in lines if line is not None), *unseen)).strip("\n")


def _split_off(own: str, seen: str, rest: Mapping[int, str]) -> int | None:
    """The line that holds what OCR took from the end of a line, mostly a page number far to the right."""
    missing = set(own.split()) - set(seen.split())
    return next((index for index, line in rest.items() if missing.issuperset(line.split())), None)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
