"""Statements: every sentence of a generation that begins, changes or ends law, brought to the work that it is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from corpus.citations.models import Citation
from corpus.models import Span
from corpus.relations.days import counted_day
from corpus.relations.models import EffectKind, Relation, RelationKind
from indexer.models import DocumentRecord, StoredEffect, StoredRelation
from indexer.seams import SearchBackend
from kb.timeline.days import first_day
from kb.works import Work, Works


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about one work, or one expression of it.

    Attributes:
        kind: What it does.
        source: Document id of where it stands.
        anchor: The provision it stands in.
        evidence: The sentence; None where the header of the document says so, which `printed` then repeats.
        date: Its first day, ISO 8601 to the day; None when that is not known.
        earliest: The day before which it cannot have been so where its first day is not known, as the acting document was not yet
            issued; None when that is not known either.
        certain: Whether it surely means this work.
        anchors: Provisions it reaches; empty for all.
        until: Last day of what it does, for a stretch of time.
        actor: Document id of the document that acts; None when that is none of this generation.
        called: What the sentence calls the document that acts, where that is none of this generation: its identity, number or title.
        only: Document id of the one expression it is about; None when it is about the work.
        printed: The field of the header as it is printed.
    """

    kind: RelationKind | EffectKind
    source: str
    anchor: str
    evidence: Span | None
    date: str | None
    certain: bool = True
    anchors: tuple[str, ...] = ()
    until: str | None = None
    actor: str | None = None
    called: str | None = None
    only: str | None = None
    printed: str = ""
    earliest: str | None = None


class _Meant(NamedTuple):
    """The newest expressions of the works that one end of a relation means."""

    records: tuple[DocumentRecord, ...]
    certain: bool


def read_statements(backend: SearchBackend, works: Works) -> Mapping[str, tuple[Statement, ...]]:
    """The statements of a generation by the key of the work they are about: those of its own documents first.

    Args:
        backend: The generation.
        works: Its works.
    """
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for work, statement in chain(_of_headers(works), _of_effects(backend.effects(), works)):
        found[work.key].append(statement)
    begins = _begins(found.values())
    related = [one for stored in backend.relations() for one in _of_relation(stored, works, begins)]
    for work, statement in related:
        found[work.key].append(statement)
    for work, statement in related:
        if statement.kind == "consolidates" and statement.certain and statement.actor == statement.source:
            found[works.by_document[statement.source].key] += _shared(found[work.key], statement.source)
    return {key: tuple(dict.fromkeys(statements)) for key, statements in found.items()}


def _begins(gathered: Iterable[Sequence[Statement]]) -> Mapping[str, str]:
    """The first day of each document that has one, by its id; what stands first wins."""
    begins: dict[str, str] = {}
    for statement in chain.from_iterable(gathered):
        if statement.kind == "effective" and not statement.anchors and statement.date:
            begins.setdefault(statement.source, statement.date)
    return begins


def _shared(statements: Iterable[Statement], document_id: str) -> list[Statement]:
    """What is said of a work, said of the text that consolidates it: that text holds as long as the work does."""
    return [replace(one, only=one.only and document_id) for one in statements]


def _of_headers(works: Works) -> Iterator[tuple[Work, Statement]]:
    for work in works:
        for record in work.documents:
            if record.header.effective:
                yield work, _of_header(record, record.header.effective)


def _of_effects(effects: Iterable[StoredEffect], works: Works) -> Iterator[tuple[Work, Statement]]:
    for stored in effects:
        yield works.by_document[stored.document_id], _of_effect(stored, works.record(stored.document_id))


def _of_header(record: DocumentRecord, effective: str) -> Statement:
    day = effective if len(effective) == len("2018-08-01") else None
    return Statement(
        "effective",
        record.document_id,
        "",
        None,
        day,
        only=record.document_id,
        printed=effective,
        earliest=first_day(effective),
    )


def _of_effect(stored: StoredEffect, record: DocumentRecord) -> Statement:
    effect = stored.effect
    return Statement(
        effect.kind,
        stored.document_id,
        effect.anchor,
        effect.evidence,
        counted_day(effect, record.header.issued),
        anchors=effect.anchors,
        until=effect.until,
        actor=stored.document_id,
        only=stored.document_id,
        earliest=first_day(record.header.issued),
    )


def _of_relation(
    stored: StoredRelation, works: Works, begins: Mapping[str, str]
) -> Iterator[tuple[Work, Statement]]:
    """The works that a relation acts on, with what it does; nothing when it names no work of this generation."""
    relation = stored.relation
    own = _Meant((works.record(stored.document_id),), certain=True)
    actors = _meant(works, relation.actor) if relation.actor else own
    targets = _meant(works, relation.target) if relation.target else own
    actor = actors.records[0] if actors.records else None
    for target in targets.records:
        work = works.by_document[target.document_id]
        if actor and works.by_document[actor.document_id] is work:
            continue
        certain = targets.certain and (actors.certain or not actors.records) and not _later(target, actor)
        yield work, _statement(stored.document_id, relation, actor, begins, certain=certain)


def _statement(
    source: str, relation: Relation, actor: DocumentRecord | None, begins: Mapping[str, str], *, certain: bool
) -> Statement:
    return Statement(
        relation.kind,
        source,
        relation.anchor,
        relation.evidence,
        relation.date or (begins.get(actor.document_id) if actor else None),
        certain,
        relation.target_anchors,
        actor=actor.document_id if actor else None,
        called=_name(relation.actor) if relation.actor and not actor else None,
        earliest=first_day(actor.header.issued) if actor else _issue(relation.actor),
    )


def _meant(works: Works, citation: Citation) -> _Meant:
    meaning = works.mean(citation)
    return _Meant(tuple(work.newest for work in meaning.works), meaning.certain)


def _later(target: DocumentRecord, actor: DocumentRecord | None) -> bool:
    """Whether the target was issued after the document that is said to act on it: then another one is meant."""
    issued, acted = target.header.issued, actor.header.issued if actor else None
    return bool(issued and acted and issued[: len(acted)] > acted[: len(issued)])


def _name(citation: Citation) -> str:
    return citation.id or citation.title or citation.id_pattern or citation.raw


def _issue(citation: Citation | None) -> str | None:
    """The first day on which a cited document can have been issued."""
    if citation is None:
        return None
    return first_day(citation.date or (f"{citation.year:04d}" if citation.year else None))
