"""Works: the documents of one generation gathered by the law they hold, and what a citation means among them.

A number alone is no identity, and a wrong link is worse than none: what fits several works is offered as several, and what contradicts the
citation is not offered at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self

from corpus.citations.models import Citation
from corpus.identifiers.keys import citation_keys, title_keys, work_keys
from corpus.identifiers.types import types_by_token
from indexer.models import DocumentRecord
from kb.registers import LateRegister, Register, changed

_SAME_LAW = ({"luat", "boluat"},)
_KOREAN = "title:kr:"
_CLOSE_DAYS = 1
"""Sources disagree by a day on when the National Assembly passed a law."""


@dataclass(frozen=True)
class Work:
    """A law, with the documents that hold expressions of it.

    Attributes:
        key: Its work id; for a Korean act without one its title key; for any other document its document id.
        documents: By first day of effect, else by date of issue, the oldest first; what has no date comes first.
    """

    key: str
    documents: tuple[DocumentRecord, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everything that a citation of it may call it, see `corpus.identifiers.keys`; worked out when first asked for."""
        return tuple(dict.fromkeys(name for record in self.documents for name in work_keys(record.header)))

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
    """The works of one generation.

    Attributes:
        by_document: The work of each document, by document id.
        by_identity: Works by their keys.
        by_key: Works by everything they can be called.
        by_korean_title: Korean documents by the keys of their titles.
        renewed: Keys of the works that are not those of the generation that these were made from; all where they were made from nothing.
    """

    by_document: Mapping[str, Work]
    by_identity: Mapping[str, Work]
    by_key: LateRegister[Work]
    by_korean_title: Register[DocumentRecord]
    renewed: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> Self:
        """Gather these documents."""
        return cls({}, {}, LateRegister((), _names, _first_document), {}).changed((), list(records))

    def changed(self, gone: Collection[DocumentRecord], came: Collection[DocumentRecord]) -> Self:
        """The works without documents that are gone and with those that came; one that was replaced is among both.

        A work that keeps its documents is the same object.
        """
        dropped, titles = _titled(gone), _titled(came)
        by_title = changed(self.by_korean_title, dropped, titles, _document_id)
        # Which work a Korean document without a number in the register belongs to, depends on others of its title.
        namesakes = (one for title, _ in (*dropped, *titles) for one in by_title.get(title, ()))
        moving = {record.document_id: record for record in (*namesakes, *came)}
        lost = {record.document_id for record in gone}
        leaving = lost | moving.keys()
        entered: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
        for record in moving.values():
            entered[_key(record, by_title)].append(record)
        left = {self.by_document[name].key for name in leaving if name in self.by_document}
        gathered = {key: [*self._staying(key, leaving), *entered[key]] for key in left | entered.keys()}
        works = {key: self._work(key, records) for key, records in gathered.items()}
        return self._regrouped(works, lost, by_title)

    def _staying(self, key: str, leaving: Collection[str]) -> Iterator[DocumentRecord]:
        """The documents of a work, if there is one, that do not leave it."""
        work = self.by_identity.get(key)
        return (one for one in (work.documents if work else ()) if one.document_id not in leaving)

    def _work(self, key: str, records: Iterable[DocumentRecord]) -> Work | None:
        """The work of these documents, the same object where it had the same before; None of none."""
        documents = tuple(sorted(records, key=_place_in_time))
        before = self.by_identity.get(key)
        if before is not None and before.documents == documents:
            return before
        return Work(key, documents) if documents else None

    def _regrouped(
        self, works: Mapping[str, Work | None], lost: Iterable[str], by_title: Register[DocumentRecord]
    ) -> Self:
        """With these works instead of those with their keys, and without these documents."""
        before = {key: self.by_identity[key] for key in works if key in self.by_identity}
        gone = [work for key, work in before.items() if work is not works[key]]
        came = [work for key, work in works.items() if work and work is not before.get(key)]
        by_identity, by_document = dict(self.by_identity), dict(self.by_document)
        for work in gone:
            del by_identity[work.key]
        for document_id in lost:
            del by_document[document_id]
        by_identity |= {work.key: work for work in came}
        by_document |= {record.document_id: work for work in came for record in work.documents}
        by_key = self.by_key.changed(by_identity.values(), gone, came)
        renewed = frozenset(work.key for work in (*gone, *came))
        return type(self)(by_document, by_identity, by_key, by_title, renewed)

    def __iter__(self) -> Iterator[Work]:
        """Every work once, by the ids of their documents."""
        return iter(sorted(self.by_identity.values(), key=_first_document))

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


def _titled(records: Iterable[DocumentRecord]) -> list[tuple[str, DocumentRecord]]:
    """Korean documents with the keys of their titles."""
    return [(title, one) for one in records if (title := _korean_title(one))]


def _korean_title(record: DocumentRecord) -> str | None:
    """The title key of a Korean document among its names."""
    if not _korean(record):
        return None
    return next((name for name in title_keys(record.header) if name.startswith(_KOREAN)), None)


def _key(record: DocumentRecord, by_title: Register[DocumentRecord]) -> str:
    """The key of the work of a document; prints of an act without its number in the register belong to the one law of their title."""
    if record.header.work_id:
        return record.header.work_id
    title = _korean_title(record)
    if title is None:
        return record.document_id
    registered = {one.header.work_id for one in by_title[title] if one.header.work_id}
    return registered.pop() if len(registered) == 1 else title


def _place_in_time(record: DocumentRecord) -> tuple[str, str]:
    return record.header.effective or record.header.issued or "", record.document_id


def _names(work: Work) -> tuple[str, ...]:
    return work.names


def _document_id(record: DocumentRecord) -> str:
    return record.document_id


def _first_document(work: Work) -> str:
    return min(map(_document_id, work.documents))


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
