"""Works: the documents of one generation gathered by the law they hold, and what a citation means among them.

A number alone is no identity, and a wrong link is worse than none: what fits several works is offered as several, and what contradicts the
citation is not offered at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from corpus.citations.models import Citation
from corpus.identifiers.keys import citation_keys, work_keys
from corpus.identifiers.types import types_by_token
from indexer.models import DocumentRecord
from kb.registers import Register, changed

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
        names: Everything that a citation of it may call it, see `corpus.identifiers.keys`.
    """

    key: str
    documents: tuple[DocumentRecord, ...]
    names: tuple[str, ...]

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
    """

    by_document: Mapping[str, Work]
    by_identity: Mapping[str, Work]
    by_key: Register[Work]
    by_korean_title: Register[DocumentRecord]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> Self:
        """Gather these documents."""
        return cls({}, {}, {}, {}).changed((), list(records))

    def changed(self, gone: Collection[DocumentRecord], came: Collection[DocumentRecord]) -> Self:
        """The works without documents that are gone and with those that came; one that was replaced is among both.

        A work that keeps its documents is the same object.
        """
        dropped, titles = _titled(gone), _titled(came)
        by_title = changed(self.by_korean_title, dropped, titles, _document_id)
        lost = {record.document_id for record in gone}
        # Which work a Korean document without a number in the register belongs to, depends on others of its title.
        namesakes = (one for title, _ in (*dropped, *titles) for one in by_title.get(title, ()))
        moving = {record.document_id: record for record in (*namesakes, *came)}
        affected = {self.by_document[name].key for name in (*lost, *moving) if name in self.by_document}
        gathered = {key: self._without(key, lost | moving.keys()) for key in affected}
        for record in moving.values():
            key = _key(record, by_title)
            if key not in gathered:
                gathered[key] = self._without(key, lost | moving.keys())
            gathered[key].append(record)
        return self._regrouped(gathered, lost, by_title)

    def _without(self, key: str, moving: Collection[str]) -> list[DocumentRecord]:
        """The documents of a work, if there is one, that stay in it."""
        work = self.by_identity.get(key)
        return [one for one in work.documents if one.document_id not in moving] if work else []

    def _regrouped(
        self,
        gathered: Mapping[str, list[DocumentRecord]],
        lost: Collection[str],
        by_title: Register[DocumentRecord],
    ) -> Self:
        """With these documents in these works, of which those without any are gone."""
        before = {key: self.by_identity[key] for key in gathered if key in self.by_identity}
        after = {key: _work(key, records, before.get(key)) for key, records in gathered.items() if records}
        gone = [work for key, work in before.items() if work is not after.get(key)]
        came = [work for key, work in after.items() if work is not before.get(key)]
        by_identity, by_document = dict(self.by_identity), dict(self.by_document)
        for key in before:
            del by_identity[key]
        for document_id in lost:
            del by_document[document_id]
        by_identity |= after
        by_document |= {record.document_id: work for work in came for record in work.documents}
        by_key = changed(self.by_key, _called(gone), _called(came), _first_document)
        return type(self)(by_document, by_identity, by_key, by_title)

    def __iter__(self) -> Iterator[Work]:
        """Every work once, by the ids of their documents."""
        return iter(sorted(self.by_identity.values(), key=_first_document))

    def differing(self, other: Self) -> set[str]:
        """Keys of the works that only one of two generations has, or that have other documents there."""
        keys = self.by_identity.keys() | other.by_identity.keys()
        return {key for key in keys if self.by_identity.get(key) is not other.by_identity.get(key)}

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
    return [(title, record) for record in records if (title := _korean_title(record))]


def _korean_title(record: DocumentRecord) -> str | None:
    """The title key of a Korean document."""
    if not _korean(record):
        return None
    return next((key for key in work_keys(record.header) if key.startswith(_KOREAN)), None)


def _key(record: DocumentRecord, by_title: Register[DocumentRecord]) -> str:
    """The key of the work of a document; prints of an act without its number in the register belong to the one law of their title."""
    if record.header.work_id:
        return record.header.work_id
    title = _korean_title(record)
    if title is None:
        return record.document_id
    registered = {one.header.work_id for one in by_title[title] if one.header.work_id}
    return registered.pop() if len(registered) == 1 else title


def _work(key: str, records: Iterable[DocumentRecord], before: Work | None) -> Work:
    """The work of these documents: the one from before where it had the same."""
    documents = tuple(sorted(records, key=_place_in_time))
    if before is not None and before.documents == documents:
        return before
    names = dict.fromkeys(name for record in documents for name in work_keys(record.header))
    return Work(key, documents, tuple(names))


def _place_in_time(record: DocumentRecord) -> tuple[str, str]:
    return record.header.effective or record.header.issued or "", record.document_id


def _called(works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
    return ((name, work) for work in works for name in work.names)


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
