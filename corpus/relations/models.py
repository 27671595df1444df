"""What a document does to other law, and when its own text takes and loses effect."""

from dataclasses import dataclass
from typing import Literal

from corpus.citations.models import Citation
from corpus.models import Span

RelationKind = Literal[
    "based_on", "proposed_by", "amends", "amends_wording", "repeals", "repeals_part", "replaces", "terminates", "suspends",
    "details", "guides", "enacts", "consolidates", "corrects", "implements", "applies_mutatis_mutandis", "delegated_by",
]  # fmt: skip
"""From the acting document to the one acted on; the inverse is derived, never stored."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One document, or provision, acting on another, as a sentence of the text states it.

    Attributes:
        kind: What is done.
        actor: The document that acts, where the sentence names another one than the document it stands in (`được sửa đổi bởi …`);
            None when the stating document acts itself.
        target: The document or provisions acted on; None when the stating document is itself the target.
        anchor: Provision of the stating document that holds the sentence; empty for the document itself.
        target_anchors: Provisions of the target that it reaches, ranges written out where their units are known; empty for all of it.
        date: Day from which it counts, ISO 8601, where the sentence says so; None: when the actor takes effect.
        evidence: The sentence, in the stored text of the stating document.
        confidence: From 0 to 1, how sure the reading is.
    """

    kind: RelationKind
    actor: Citation | None
    target: Citation | None
    anchor: str
    target_anchors: tuple[str, ...]
    date: str | None
    evidence: Span
    confidence: float = 1.0


EffectKind = Literal["effective", "expires", "suspended", "deleted"]
"""`deleted`: a unit of which only its label is left in this expression (`제4조 삭제 <2017. 3. 21.>`)."""

DateBasis = Literal["stated", "signing", "promulgation", "unknown"]


@dataclass(frozen=True, slots=True)
class Effect:
    """When the stating document, or some of its provisions, takes effect, ends or pauses, as its own text says.

    Attributes:
        kind: What begins on the day.
        anchor: Provision that holds the sentence.
        anchors: Provisions it speaks of; empty for the whole document.
        date: First day, ISO 8601 in the precision stated; None where it is relative to a day that is not known.
        basis: How the day is given: stated, counted from signing or from promulgation, or not in a way that is understood.
        months: Months to count from the basis (`공포 후 6개월이 경과한 날`), else 0.
        days: Days to count from the basis (`sau 45 ngày kể từ ngày ký`), else 0.
        until: Last day, for a stretch with both ends.
        evidence: The sentence, in the stored text.
    """

    kind: EffectKind
    anchor: str
    anchors: tuple[str, ...]
    date: str | None
    basis: DateBasis
    evidence: Span
    months: int = 0
    days: int = 0
    until: str | None = None
