"""What the writer of a citation that fits nothing may have had in mind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.citations.models import Citation
from corpus.identifiers import title_key
from indexer.models import DocumentRecord
from kb.citator.models import Verdict
from kb.citator.titles import alike, contradicts, edits
from kb.naming import running_number
from kb.works import Works

_LAWS = frozenset({"luat", "boluat"})
_LONG_TITLE = 8
"""Syllables of a Korean title from which on no other law has one that is a slip apart (`도시개발법`, `도시재개발법`)."""


class Nearest(NamedTuple):
    """A document that is near to a citation.

    Attributes:
        record: The document.
        verdict: What is wrong if it is meant; `not_in_knowledge_base` when another document may well be meant.
    """

    record: DocumentRecord
    verdict: Verdict


class Neighbours:
    """Finds near documents in one generation.

    Args:
        works: Of the generation.
    """

    def __init__(self, works: Works) -> None:
        self._works = works
        self._by_type: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
        for work in works:
            self._by_type[work.newest.header.type or ""].append(work.newest)

    def nearest(self, citation: Citation) -> Nearest | None:
        """The nearest document: one of its title and year with another number, one whose title is a letter off, one of its number.

        Args:
            citation: Fits no document of the generation.
        """
        peers = self._peers(citation)
        same = [record for record in peers if _same_title(record, citation) and _same_year(record, citation)]
        if citation.number and same:
            number = citation.number.lstrip("0")
            same.sort(key=lambda record: edits(running_number(record.header.number or "") or "", number))
            return Nearest(same[0], "wrong_number")
        if citation.lang == "ko" and citation.title:
            typos = [record for record in peers if alike(citation.title, record.title)]
            surely = len(title_key(citation.title)) >= _LONG_TITLE
            return (
                Nearest(typos[0], "wrong_title" if surely else "not_in_knowledge_base")
                if len(typos) == 1
                else None
            )
        numbered = (work.newest for work in self._works.near(citation))
        return next((Nearest(record, "not_in_knowledge_base") for record in numbered), None)

    def titled(self, citation: Citation) -> DocumentRecord | None:
        """The one document, of the year it says if several, whose title a citation gives, whatever number it gives."""
        found = [record for record in self._peers(citation) if _same_title(record, citation)]
        if len(found) > 1:
            found = [record for record in found if _same_year(record, citation)]
        return found[0] if len(found) == 1 else None

    def _peers(self, citation: Citation) -> list[DocumentRecord]:
        types = _LAWS if citation.type in _LAWS else {citation.type or ""}
        return list(_chained(self._by_type[one] for one in sorted(types)))


def _chained(lists: Iterable[Iterable[DocumentRecord]]) -> Iterator[DocumentRecord]:
    for records in lists:
        yield from records


def _same_title(record: DocumentRecord, citation: Citation) -> bool:
    """Whether a citation gives this title, a slip or two apart."""
    title, held = citation.title, record.header.title
    if not title or not held:
        return False
    return alike(title, held) and not contradicts(title, held, citation.type)


def _same_year(record: DocumentRecord, citation: Citation) -> bool:
    return citation.year is not None and (record.header.issued or "").startswith(f"{citation.year:04d}")
