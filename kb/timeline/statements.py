"""Statements: every sentence of a generation that begins, changes or ends law, brought to the work that it is about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from corpus.citations.models import Citation
from corpus.models import Span
from corpus.relations.days import counted_day
from corpus.relations.models import EffectKind, Relation, RelationKind
from indexer.models import DocumentRecord, SearchBackend, StoredEffect, StoredRelation
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
        certain: Whether it surely means this work.
        anchors: Provisions it reaches; empty for all.
        until: Last day of what it does, for a stretch of time.
        actor: Document id of the document that acts; None when that is none of this generation.
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
    only: str | None = None
    printed: str = ""

    def reaches(self, anchor: str) -> bool:
        """Whether it is about this provision, one around it, or the whole work."""
        return not self.anchors or any(anchor == one or anchor.startswith(f"{one}.") for one in self.anchors)


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
    begins: dict[str, str] = {}
    for record in (record for work in works for record in work.documents):
        if record.header.effective:
            found[works.by_document[record.document_id].key].append(
                _of_header(record, record.header.effective)
            )
    for stored in backend.effects():
        work = works.by_document[stored.document_id]
        found[work.key].append(_of_effect(stored, works.record(stored.document_id)))
    for statement in (one for listed in found.values() for one in listed):
        if statement.kind == "effective" and not statement.anchors and statement.date:
            begins.setdefault(statement.source, statement.date)
    for related in backend.relations():
        for work, statement in _of_relation(related, works, begins):
            found[work.key].append(statement)
    return {key: tuple(statements) for key, statements in found.items()}


def _of_header(record: DocumentRecord, effective: str) -> Statement:
    day = effective if len(effective) == len("2018-08-01") else None
    return Statement(
        "effective", record.document_id, "", None, day, only=record.document_id, printed=effective
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
    )


def _meant(works: Works, citation: Citation) -> _Meant:
    meaning = works.mean(citation)
    return _Meant(tuple(work.newest for work in meaning.works), meaning.certain)


def _later(target: DocumentRecord, actor: DocumentRecord | None) -> bool:
    """Whether the target was issued after the document that is said to act on it: then another one is meant."""
    issued, acted = target.header.issued, actor.header.issued if actor else None
    return bool(issued and acted and issued[: len(acted)] > acted[: len(issued)])
