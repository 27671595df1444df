"""Told: what the documents of one generation say of its works, kept so that the next generation reads only what is new."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from sys import intern
from typing import NamedTuple, Self, TypeVar

from corpus.identifiers.keys import citation_keys
from corpus.relations.models import RelationKind
from indexer.models import DocumentRecord, StoredEffect, StoredRelation
from indexer.seams import SearchBackend
from kb.registers import Register, changed
from kb.timeline.said import DECIDES
from kb.timeline.statements import Statement, begin_of, of_relation, of_work
from kb.works import Work, Works

_DOCUMENTS_AT_ONCE = 1000

Stored = TypeVar("Stored", StoredRelation, StoredEffect)
Item = TypeVar("Item")


class _Stated(NamedTuple):
    """What the relations of one document come to.

    Attributes:
        about: Its statements in the order of the text, each with the key of the work it is about.
        asked: What their citations call for, whether or not a work answers to it.
    """

    about: tuple[tuple[str, Statement], ...] = ()
    asked: tuple[str, ...] = ()


_NOTHING = _Stated()


class Moved(NamedTuple):
    """Works of which a generation may say something else than the one before it.

    Attributes:
        told: Keys of those of which anything is said otherwise.
        ruled: Keys of those of which it is said otherwise what held.
    """

    told: frozenset[str]
    ruled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The statements of one generation.

    Attributes:
        own: What the documents of a work say of themselves, by its key.
        stated: What the relations of a document come to, by its id; documents without any are left out.
        asking: Documents, by id, by what their relations call for.
        kinds: The relations that are looked at; None for all.
    """

    own: Mapping[str, tuple[Statement, ...]]
    stated: Mapping[str, _Stated]
    asking: Register[str]
    kinds: frozenset[RelationKind] | None

    @classmethod
    def nothing(cls, kinds: frozenset[RelationKind] | None) -> Self:
        """What no documents say."""
        return cls({}, {}, {}, kinds)

    def of_all_kinds(self, backend: SearchBackend, works: Works) -> Self:
        """With what relations of any kind come to, read anew."""
        rest = replace(self, stated={}, asking={}, kinds=None)
        return rest._stated_again(backend, works, works.by_document)

    def about(self, work: Work, works: Works) -> tuple[Statement, ...]:
        """The statements about a work: those of its own documents, then others by the document they stand in, in the order of its text.

        Last come those about a work that one of its documents consolidates: that text holds as long as the work does.
        """
        return self._about(work, works, frozenset())

    def _about(self, work: Work, works: Works, around: frozenset[str]) -> tuple[Statement, ...]:
        sources = {record.document_id for record in work.documents}
        sources.update(self._asking_for(work))
        told = [
            statement
            for source in sorted(sources)
            for key, statement in self.stated.get(source, _NOTHING).about
            if key == work.key
        ]
        shared = [
            replace(one, only=one.only and source)
            for record in sorted(work.documents, key=lambda record: record.document_id)
            for key, source in self._consolidated_by(record.document_id)
            if key not in around
            for one in self._about(works.by_identity[key], works, around | {work.key})
        ]
        statements = (*self.own.get(work.key, ()), *told, *shared)
        return tuple(dict.fromkeys(statements)) if shared else statements

    def _asking_for(self, work: Work) -> Iterator[str]:
        """Documents, some of them again, whose relations call for something that a work can be called."""
        if self.asking:  # else the names of a work need not be worked out
            yield from (source for name in work.names for source in self.asking.get(name, ()))

    def _consolidated_by(self, source: str) -> Iterator[tuple[str, str]]:
        """Keys of the works that a document consolidates, with the document."""
        for key, one in self.stated.get(source, _NOTHING).about:
            if one.kind == "consolidates" and one.certain and one.actor == source:
                yield key, source

    def changed(
        self, backend: SearchBackend, before: Works, works: Works, news: Iterable[str]
    ) -> tuple[Self, Callable[[], Moved]]:
        """What the next generation says, and what tells of which works it may say something else.

        Only the documents are read again that are new or speak of a work that changed.

        Args:
            backend: The next generation.
            before: The works of this generation.
            works: Those of the next one.
            news: Ids of the documents that are gone, came or were replaced.
        """
        touched = works.renewed
        own = self._own_again(backend, works, touched)
        again = {*news, *self._speaking_of(before, touched), *self._speaking_of(works, touched)}
        told = replace(self, own=own)._stated_again(backend, works, again)
        return told, partial(told._moved, works, self, before, touched, again)

    def _own_again(
        self, backend: SearchBackend, works: Works, touched: Iterable[str]
    ) -> dict[str, tuple[Statement, ...]]:
        """What works say of themselves, worked out anew for these."""
        own = dict(self.own)
        there = [work for key in touched if (work := works.by_identity.get(key))]
        for key in touched:
            own.pop(key, None)
        for some in _batches(there):
            rows = [record.row for work in some for record in work.documents]
            effects = _by_document(backend.effects(rows))
            for work in some:
                ids = sorted(record.document_id for record in work.documents)
                own[work.key] = of_work(work, [one for name in ids for one in effects.get(name, ())])
        return own

    def _speaking_of(self, works: Works, keys: Iterable[str]) -> set[str]:
        """Ids of the documents of these works, and of those whose relations call for them."""
        found = set[str]()
        for work in filter(None, map(works.by_identity.get, keys)):
            found.update(record.document_id for record in work.documents)
            found.update(self._asking_for(work))
        return found

    def _stated_again(self, backend: SearchBackend, works: Works, again: Collection[str]) -> Self:
        """With the relations of these documents, as far as they are there, read and brought to their works anew."""
        stated = dict(self.stated)
        for name in again:
            stated.pop(name, None)
        there = [works.record(name) for name in sorted(again) if name in works.by_document]
        came = dict[str, _Stated]()
        for some in _batches(there):
            came |= self._read(backend, works, some)
        asking = changed(self.asking, _asked(self.stated, again), _asked(came, came), str)
        return replace(self, stated=stated | came, asking=asking)

    def _read(
        self, backend: SearchBackend, works: Works, records: Sequence[DocumentRecord]
    ) -> dict[str, _Stated]:
        def begin(document_id: str) -> str | None:
            return begin_of(document_id, self.own.get(works.by_document[document_id].key, ()))

        found = dict[str, _Stated]()
        rows = [record.row for record in records]
        for name, relations in _by_document(backend.relations(rows, self.kinds)).items():
            about = (pair for one in relations for pair in of_relation(one, works, begin))
            ends = (end for one in relations for end in (one.relation.actor, one.relation.target) if end)
            asked = (intern(key) for end in ends for key in citation_keys(end))
            found[name] = _Stated(tuple(dict.fromkeys(about)), tuple(dict.fromkeys(asked)))
        return found

    def _moved(
        self,
        works: Works,
        before: Self,
        works_before: Works,
        touched: Collection[str],
        sources: Iterable[str],
    ) -> Moved:
        """The works that changed themselves, and those of which these documents say something else than before."""
        told, ruled = set(touched), set(touched)
        for source in sources:
            for key, one in _differing(self.stated.get(source), before.stated.get(source), touched):
                told.add(key)
                if one.kind in DECIDES:
                    ruled.add(key)
                elif one.kind == "consolidates" and source in works.by_document:
                    ruled.add(works.by_document[source].key)

        def around(keys: set[str]) -> frozenset[str]:
            # Of a work that is gone, only what was said before tells who consolidated it.
            return self._with_consolidating(works, keys) | before._with_consolidating(works_before, keys)

        return Moved(around(told | ruled), around(ruled))

    def _with_consolidating(self, works: Works, keys: set[str]) -> frozenset[str]:
        """These works, and those whose documents consolidate them."""
        found, pending = set(keys), [*keys]
        while pending:
            key = pending.pop()
            work = works.by_identity.get(key)
            for source in self._asking_for(work) if work else ():
                own = works.by_document[source]
                if own.key not in found and any(key == one for one, _ in self._consolidated_by(source)):
                    found.add(own.key)
                    pending.append(own.key)
        return frozenset(found)


def _differing(
    one: _Stated | None, other: _Stated | None, but: Collection[str]
) -> Iterator[tuple[str, Statement]]:
    """What only one of two says, of other works than these."""
    if one != other:
        pairs = (
            {pair for pair in (stated or _NOTHING).about if pair[0] not in but} for stated in (one, other)
        )
        yield from next(pairs) ^ next(pairs)


def _asked(stated: Mapping[str, _Stated], sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, source) for source in sources if source in stated for name in stated[source].asked)


def _by_document(stored: Iterable[Stored]) -> dict[str, list[Stored]]:
    found: defaultdict[str, list[Stored]] = defaultdict(list)
    for one in stored:
        found[one.document_id].append(one)
    return dict(found)


def _batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, _DOCUMENTS_AT_ONCE)):
        yield some
