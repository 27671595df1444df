"""Notes on amendments that Korean law prints at its units: `<개정 2017. 3. 21., 2018. 8. 14.>`, `[제목개정 2017.9.19]`."""

import re
from typing import NamedTuple

from corpus.dates import find_dates
from corpus.models import Provision

_NOTE = re.compile(
    r"[<\[](?P<what>제목개정|전문개정|본조신설|일부개정|전부개정|개정|신설|삭제)(?P<dates>[^<>\[\]\n]{4,400})[>\]]"
)
_OF_TITLE = "제목개정"


class Amended(NamedTuple):
    """Days on which a unit was changed, ISO 8601, in the order of the text: its text, and its title."""

    text: tuple[str, ...]
    title: tuple[str, ...]


def amended_on(text: str, unit: Provision) -> Amended:
    """The dates in the notes of a unit's own text and behind its last child, none of those inside its children.

    Args:
        text: The stored text.
        unit: A provision of its tree.
    """
    found: dict[bool, list[str]] = {True: [], False: []}
    for match in _NOTE.finditer(text, *unit.span):
        if any(child.span.start <= match.start() < child.span.end for child in unit.children) and not _closes(
            text, unit, match
        ):
            continue
        dates = find_dates(match["dates"])
        found[match["what"] == _OF_TITLE] += [
            date.iso for date in dates if date.iso and date.precision == "day"
        ]
    return Amended(tuple(found[False]), tuple(found[True]))


def _closes(text: str, unit: Provision, match: re.Match[str]) -> bool:
    """Whether a note in square brackets stands alone on the last line of an article, which its last item then contains."""
    line_begins = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip() == ""
    return unit.kind == "jo" and match[0].startswith("[") and line_begins
