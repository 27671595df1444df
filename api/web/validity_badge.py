"""The badge that says whether law was in force, with the sentences behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from api.web.frame import Frame
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
