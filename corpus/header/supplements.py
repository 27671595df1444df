"""The head of a Korean supplementary provision: ``부칙(정부조직법) <제21065호,2025.10.1>``."""

import re
from dataclasses import dataclass

from corpus.dates import parse_date

_HEAD = re.compile(
    r"\s*부\s{0,3}칙\s{0,3}(?:\((?P<amending>[^()<\n]{1,200})\)\s{0,3})?[<\[(](?:[^\d<>\n]{0,40}제)?\s?(?P<number>\d{1,5}(?:-\d{1,4})?)\s?호"
    r"(?P<date>[^>\])\n]{0,60})[>\])]"
)


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a supplementary provision says of the event that made it.

    Attributes:
        number: Promulgation number.
        promulgated: Date of promulgation, ISO 8601.
        amending: The act that made it by amending others, where it is not the act itself.
    """

    number: str
    promulgated: str | None
    amending: str | None


def read_supplement(text: str) -> Supplement | None:
    """The head of the supplementary provision that a text begins with, None where it begins with none."""
    match = _HEAD.match(text)
    if match is None:
        return None
    amending = match["amending"]
    return Supplement(match["number"], parse_date(match["date"]), amending.strip() if amending else None)
