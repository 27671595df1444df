"""Law in time on the pages: whether it was in force, and what became of it, with the sentences that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from api.web.frame import Frame
from kb.questions import LegalAnswer
from kb.timeline import HOLDING
from kb.timeline.models import Cause, Validity, ValidityStatus

_SHOWN = 3
_DULL: frozenset[ValidityStatus] = frozenset({"unknown", "pending", "suspended"})


class ShownCause(NamedTuple):
    """A sentence with a link to where it stands."""

    text: str
    href: str
    document_id: str
    certain: bool


@dataclass(frozen=True, slots=True)
class ValidityBadge:
    """What the templates show of a validity.

    Attributes:
        label: The status in words.
        tone: How it is set: `good`, `dull` or `dead`.
        period: Since when, until when, as far as known.
        causes: The sentences behind it.
    """

    label: str
    tone: str
    period: str
    causes: tuple[ShownCause, ...]


class ShownEvent(NamedTuple):
    """Something that happened to a law, with the sentence that says so."""

    date: str
    actor: str
    cause: ShownCause


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What relations and dates say to a question of force.

    Attributes:
        question: What is asked, in words.
        asked: The document as the query names it.
        validity: Of it; None when it is not known which document is meant.
        events: What answers the question.
        silent: Whether nothing answers it beyond the status.
        candidates: Id and address of the documents that it may be.
    """

    question: str
    asked: str
    validity: ValidityBadge | None
    events: tuple[ShownEvent, ...]
    silent: bool
    candidates: tuple[tuple[str, str], ...]


def shown_answer(answer: LegalAnswer, frame: Frame) -> ShownAnswer:
    """The answer as the search page shows it above the hits."""
    return ShownAnswer(
        question=frame.labels.say(f"question_{answer.kind}"),
        asked=answer.asked,
        validity=validity_badge(answer.validity, frame) if answer.validity else None,
        events=tuple(
            ShownEvent(event.date or "", event.actor or "", next(_shown((event.cause,), frame)))
            for event in answer.events
        ),
        silent=answer.validity is not None and not answer.events and answer.kind != "validity",
        candidates=tuple((one, frame.document(one)) for one in answer.candidates),
    )


def validity_badge(validity: Validity, frame: Frame) -> ValidityBadge | None:
    """The badge of a document or provision; None for what makes no law."""
    if validity.status == "not_law":
        return None
    return ValidityBadge(
        label=frame.labels.say(validity.status),
        tone="good" if validity.status in HOLDING else "dull" if validity.status in _DULL else "dead",
        period=" ".join(_period(validity, frame)),
        causes=tuple(_shown((*validity.causes[:_SHOWN], *validity.doubts[:_SHOWN]), frame)),
    )


def _period(validity: Validity, frame: Frame) -> Iterator[str]:
    if validity.since:
        yield frame.labels.say("since", day=validity.since)
    if validity.until:
        yield frame.labels.say("until", day=validity.until)


def _shown(causes: Iterable[Cause], frame: Frame) -> Iterator[ShownCause]:
    for cause in causes:
        mark = f"{cause.span.start}-{cause.span.end}" if cause.span.end else ""
        href = frame.document(cause.document_id, cause.anchor, {"mark": mark})
        yield ShownCause(" ".join(cause.text.split()), href, cause.document_id, cause.certain)
