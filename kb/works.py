"""Works: the documents of one generation gathered by the law they hold, and what a citation means among them.

A number alone is no identity, and a wrong link is worse than none: what fits several works is offered as several, and what contradicts the
citation is not offered at all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from corpus.citations.models import Citation
from corpus.identifiers.keys import citation_keys, work_keys
from corpus.identifiers.types import types_by_token
from indexer.models import DocumentRecord

_SAME_LAW = ({"luat", "boluat"},)
_KOREAN = "title:kr:"
_CLOSE_DAYS = 1
"""Sources disagree by a day on when the National Assembly passed a law."""


@dataclass(frozen=True, slots=True)
class Work:
    """A law, with the documents that hold expressions of it.

    Attributes:
        key: Its work id; for a Korean act without one its title key; for any other document its document id.
        documents: By first day of effect, else by date of issue, the oldest first; what has no date comes first.
    """

    key: str
    documents: tuple[DocumentRecord, ...]

    @property
    def newest(self) -> DocumentRecord:
        """The expression with the latest date."""
        return self.documents[-1]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a citation means among the works of a generation.

    Attributes:
        works: The works it fits; several where its words do not decide, none where nothing fits.
        certain: Whether it means exactly one: identified by number and year, or by a title that only this work bears together with
            its year or, in Korea, where titles are unique.
        contradictions: What the citation says differently from the work it is certain to mean: `date`.
    """

    works: tuple[Work, ...] = ()
    certain: bool = False
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Works:
    """The works of one generation; made once for each generation.

    Attributes:
        by_document: The work of each document, by document id.
        by_key: Works by everything they can be called, see `corpus.identifiers.keys`.
    """

    by_document: Mapping[str, Work]
    by_key: Mapping[str, tuple[Work, ...]]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> Self:
        """Gather these documents."""
        listed = list(records)
        registered = _registered(listed)
        gathered: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
        for record in listed:
            identity = _identity(record)
            gathered[registered.get(identity, identity)].append(record)
        works = [Work(key, tuple(sorted(found, key=_place_in_time))) for key, found in gathered.items()]
        return cls(
            by_document={record.document_id: work for work in works for record in work.documents},
            by_key=_indexed(works, _called),
        )

    def __iter__(self) -> Iterator[Work]:
        """Every work once."""
        return iter({work.key: work for work in self.by_document.values()}.values())

    def record(self, document_id: str) -> DocumentRecord:
        """A document. Raises KeyError for an id that no document has."""
        return next(
            record for record in self.by_document[document_id].documents if record.document_id == document_id
        )

    def mean(self, citation: Citation) -> Meaning:
        """The works that a citation means, by the surest key under which one fits and does not contradict it."""
        keys = citation_keys(citation)
        for key in keys:
            fitting = tuple(work for work in self.by_key.get(key, ()) if _agrees(work, citation))
            if fitting:
                certain = len(fitting) == 1 and _decides(key, citation)
                return Meaning(fitting, certain, _contradictions(fitting[0], citation) if certain else ())
        return Meaning()

    def near(self, citation: Citation) -> tuple[Work, ...]:
        """Works under one of a citation's keys, whatever else contradicts it: what its writer may have had in mind."""
        found = (work for key in citation_keys(citation) for work in self.by_key.get(key, ()))
        return tuple(dict.fromkeys(found))

    def keys(self, work: Work) -> tuple[str, ...]:
        """Everything that a citation of a work may call it."""
        return tuple(dict.fromkeys(_called(work)))


def _identity(record: DocumentRecord) -> str:
    header = record.header
    if header.work_id:
        return header.work_id
    return _korean_title(record) or record.document_id


def _korean_title(record: DocumentRecord) -> str | None:
    """The title key of a Korean document."""
    entry = types_by_token().get(record.header.type or "")
    if entry is None or entry.country != "kr":
        return None
    return next((key for key in work_keys(record.header) if key.startswith(_KOREAN)), None)


def _registered(records: Iterable[DocumentRecord]) -> Mapping[str, str]:
    """The register identity of each Korean title that bears just one: prints of an act without it are the same law."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        title = _korean_title(record)
        if title and record.header.work_id:
            found[title].add(record.header.work_id)
    return {title: identities.pop() for title, identities in found.items() if len(identities) == 1}


def _place_in_time(record: DocumentRecord) -> tuple[str, str]:
    return record.header.effective or record.header.issued or "", record.document_id


def _called(work: Work) -> Iterator[str]:
    for record in work.documents:
        yield from work_keys(record.header)


def _indexed(works: Sequence[Work], names: Callable[[Work], Iterable[str]]) -> dict[str, tuple[Work, ...]]:
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        for name in dict.fromkeys(names(work)):
            found[name].append(work)
    return {name: tuple(listed) for name, listed in found.items()}


def _agrees(work: Work, citation: Citation) -> bool:
    """Whether nothing the citation says rules a work out. A date within its year is a slip, another year another work."""
    return any(_fits(record, citation) for record in work.documents)


def _fits(record: DocumentRecord, citation: Citation) -> bool:
    header = record.header
    if (
        citation.year
        and header.issued
        and not _korean(record)
        and not header.issued.startswith(f"{citation.year:04d}")
    ):
        return False
    if citation.type in {None, "promulgation"} or not header.type or citation.type == header.type:
        return True
    return any({citation.type, header.type} <= same for same in _SAME_LAW)


def _decides(key: str, citation: Citation) -> bool:
    """Whether a key names one law only: administrative numbers restart every year, a Vietnamese title comes back in a new law."""
    if "/*/" in key:
        return citation.year is not None
    if key.startswith("title:vn:"):
        return citation.year is not None
    return True


def _contradictions(work: Work, citation: Citation) -> tuple[str, ...]:
    if citation.date is None or any(
        _same_day(record.header.issued, citation.date) for record in work.documents
    ):
        return ()
    return ("date",)


def _same_day(held: str | None, said: str) -> bool:
    """Whether two dates agree as far as both are known, give or take a day."""
    if held is None or held.startswith(said) or said.startswith(held):
        return True
    try:
        return abs(date.fromisoformat(held) - date.fromisoformat(said)).days <= _CLOSE_DAYS
    except ValueError:
        return False


def _korean(record: DocumentRecord) -> bool:
    entry = types_by_token().get(record.header.type or "")
    return entry is not None and entry.country == "kr"
