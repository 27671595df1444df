"""Statements: every sentence of a generation that begins, changes or ends law, brought to the work that it is about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.citations.models import Citation
from corpus.models import Span
from corpus.relations.days import counted_day
from corpus.relations.models import EffectKind, Relation, RelationKind
from indexer.models import DocumentRecord, StoredEffect, StoredRelation
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


def of_work(work: Work, effects: Iterable[StoredEffect]) -> tuple[Statement, ...]:
    """What the documents of a work say of themselves: their headers first, then the sentences of their texts as given.

    Args:
        work: The work.
        effects: Those that its documents state, by document id, then in the order of the text.
    """
    headers = [_of_header(one, one.header.effective) for one in work.documents if one.header.effective]
    records = {record.document_id: record for record in work.documents}
    sentences = [_of_effect(stored, records[stored.document_id]) for stored in effects]
    return tuple(dict.fromkeys((*headers, *sentences)))


def begin_of(document_id: str, own: Iterable[Statement]) -> str | None:
    """The first day of a document, of what its work says of itself; what stands first wins."""
    whole = (one for one in own if one.kind == "effective" and not one.anchors and one.source == document_id)
    return next((one.date for one in whole if one.date), None)


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
        record.document_id,
        effect.anchor,
        effect.evidence,
        counted_day(effect, record.header.issued),
        anchors=effect.anchors,
        until=effect.until,
        actor=record.document_id,
        only=record.document_id,
        earliest=first_day(record.header.issued),
    )


def of_relation(
    stored: StoredRelation, works: Works, begin: Callable[[str], str | None]
) -> Iterator[tuple[str, Statement]]:
    """The works that a relation acts on, by their keys, with what it does; nothing when it names no work of this generation.

    Args:
        stored: The relation.
        works: The works of the generation.
        begin: Gives the first day of a document.
    """
    relation = stored.relation
    stating = works.record(stored.document_id)
    own = _Meant((stating,), certain=True)
    actors = _meant(works, relation.actor) if relation.actor else own
    targets = _meant(works, relation.target) if relation.target else own
    actor = actors.records[0] if actors.records else None
    for target in targets.records:
        work = works.by_document[target.document_id]
        if actor and works.by_document[actor.document_id] is work:
            continue
        certain = targets.certain and (actors.certain or not actors.records) and not _later(target, actor)
        date = relation.date or (begin(actor.document_id) if actor else None)
        yield work.key, _statement(stating, relation, actor, date, certain=certain)


def _statement(
    stating: DocumentRecord,
    relation: Relation,
    actor: DocumentRecord | None,
    date: str | None,
    *,
    certain: bool,
) -> Statement:
    return Statement(
        relation.kind,
        stating.document_id,
        relation.anchor,
        relation.evidence,
        date,
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
