"""What held when: validity with its causes, and the timeline of a work."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.models import Span
from corpus.relations.models import EffectKind, RelationKind

ValidityStatus = Literal[
    "in_force", "pending", "partly_expired", "suspended", "expired", "repealed", "superseded", "unknown", "not_law"
]  # fmt: skip
"""`expired`: its own term is over. `repealed`: other law ended it. `superseded`: a later expression of its work holds. `not_law`: a
document that makes no law, as an article of a newspaper: nothing is said of its validity."""

Include = Literal["repealed", "pending", "unknown"]
"""What a search as of a day may add: `repealed` stands for whatever held once (repealed, expired, superseded, suspended)."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A sentence from which a status follows.

    Attributes:
        kind: What the sentence does.
        document_id: The document it stands in.
        anchor: The provision it stands in.
        span: The sentence, in the stored text of that document; empty where a header field or front matter says so.
        text: Exactly these characters, or the field as it is printed.
        date: First day of what it does, ISO 8601; None when that day is not known.
        certain: Whether it is certain that it means this work; what is not certain changes no status.
    """

    kind: RelationKind | EffectKind | Literal["issued", "next_expression", "deleted"]
    document_id: str
    anchor: str
    span: Span
    text: str
    date: str | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a document or a provision held on a day.

    Attributes:
        status: On that day.
        on: The day, ISO 8601.
        since: First day of this status, where it is known.
        until: Last day of this status, where it is known.
        causes: The sentences it follows from, the decisive one first; empty when nothing says anything.
        doubts: Sentences that may touch it but are not certain to mean it.
    """

    status: ValidityStatus
    on: str
    since: str | None = None
    until: str | None = None
    causes: tuple[Cause, ...] = ()
    doubts: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A dated version of a work, as one document of the knowledge base holds it.

    Attributes:
        document_id: The document.
        language: Of its text.
        number: As printed; for a Korean act that of the amending act.
        valid_from: First day, ISO 8601; None when it is not known.
        valid_to: Last day; None while it holds, or when it is not known.
    """

    document_id: str
    language: str
    number: str | None
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a work.

    Attributes:
        date: ISO 8601; None when it is not known, then it stands where the issue of the acting document puts it, else last.
        cause: What says so.
        actor: Work id, number or title of the document that acts, whether it is in the knowledge base or not; None for the work itself.
        anchors: Provisions of the work that it touches; empty for all of it.
    """

    date: str | None
    cause: Cause
    actor: str | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The life of a work.

    Attributes:
        work: Its work id, or the key it is known by.
        title: Of its newest expression.
        events: By date, the oldest first.
        expressions: By first day, the oldest first.
        validity: On the day that was asked for.
    """

    work: str
    title: str
    events: tuple[Event, ...]
    expressions: tuple[Expression, ...]
    validity: Validity


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a search as of a day leaves out.

    Attributes:
        without: Documents and provisions, as `indexer.models.Filters.without` takes them.
        statuses: The status of each document that is left out, by its id.
    """

    without: frozenset[tuple[str, str]]
    statuses: Mapping[str, ValidityStatus]

    @property
    def documents(self) -> Mapping[ValidityStatus, int]:
        """How many documents are left out, by status."""
        return Counter(self.statuses.values())
