"""Which provisions a document has, told where one is cited that it has not."""

import re

from corpus.identifiers import Anchor
from corpus.models import Provision
from indexer.models import DocumentRecord
from kb.citator.wording import said
from kb.units import Units

_ARTICLES = frozenset({"dieu", "jo"})
_CITED = frozenset({"dieu", "khoan", "diem", "jo", "hang", "ho", "mok"})
"""Units that every text of a document has if the document has them; annexes often stand in a file of their own."""
_EXCERPT = re.compile(r"\([^()]{0,80}\b(?:trích|excerpt|extract|발췌)\b[^()]{0,80}\)", re.IGNORECASE)
_DIGEST = re.compile(r"\([^()]{0,80}\b(?:tóm (?:lược|tắt)|digest|summary|요약)\b[^()]{0,80}\)", re.IGNORECASE)
_ELSEWHERE = frozenset({"buchik", "dinhkem", "phuluc", "byeolpyo"})


def tells(units: Units, record: DocumentRecord | None, missing: str) -> bool:
    """Whether a text shows that a provision does not exist: a whole text, with articles numbered without a gap, and a unit of articles.

    Args:
        units: Of the text.
        record: The document, None for a draft.
        missing: The anchor that was not found.
    """
    if record is not None and (_EXCERPT.search(record.title) or is_digest(record)):
        return False
    if any(step.kind not in _CITED for step in Anchor.parse(missing).steps):
        return False
    numbers = {int(number) for unit in _articles(units) if (number := _number(unit)).isdecimal()}
    return bool(numbers) and numbers == set(range(1, max(numbers) + 1))


def is_digest(record: DocumentRecord) -> bool:
    """Whether a document only tells what a law says, by the remark behind its title: its units are its own and not those of the law."""
    return bool(_DIGEST.search(record.title))


def extent(units: Units, missing: str) -> tuple[str, str] | None:
    """The first and the last unit of the kind of a missing one beside which it would stand; None when there is none of that kind."""
    around, _, last = missing.rpartition(".")
    kind = last.partition("-")[0]
    parent = units.cited(around) if around else None
    if kind in _ARTICLES:
        beside = [unit.anchor.rpartition(".")[2] for unit in _articles(units)]
    elif parent:
        beside = [
            f"{around}.{child.anchor.rpartition('.')[2]}" for child in parent.children if child.kind == kind
        ]
    else:
        return extent(units, around) if around else None
    return (beside[0], beside[-1]) if beside else None


def extent_text(units: Units, missing: str) -> str:
    """What there is in the place of a missing unit: `it has Điều 1 to Điều 46`."""
    found = extent(units, missing)
    if found is None:
        around = missing.rpartition(".")[0]
        return f"{said(around)} has no such units" if around else "it has no such units"
    first, last = map(said, found)
    return f"it has {first} to {last}" if first != last else f"it has only {first}"


def _articles(units: Units) -> list[Provision]:
    return [
        unit
        for unit in units
        if unit.kind in _ARTICLES
        and _ELSEWHERE.isdisjoint(step.partition("-")[0] for step in unit.anchor.split("."))
    ]


def _number(unit: Provision) -> str:
    return unit.anchor.rpartition("-")[2] if unit.anchor.count("-") == 1 else ""
