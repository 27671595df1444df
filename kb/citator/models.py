"""What the citator answers: who cites whom, and whether a citation holds."""

from dataclasses import dataclass
from typing import Literal

from corpus.citations.models import Citation
from corpus.models import Span
from kb.timeline.models import Validity

Verdict = Literal[
    "exists", "wrong_title", "wrong_date", "wrong_number", "wrong_provision", "repealed", "expired", "superseded", "suspended",
    "not_yet_in_force", "validity_unknown", "not_in_knowledge_base", "ambiguous", "could_not_check",
]  # fmt: skip
"""`could_not_check`: the words point at something that cannot be looked up (`các quy định khác của pháp luật`, a blank number)."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a citation means in this knowledge base.

    Attributes:
        document_ids: The documents, expressions of one work, that it means; more than one work when it is ambiguous.
        provision_ids: The provisions of the first document that it names and that exist, in the order of the text.
        missing: Anchors that it names and that document does not have.
        contradictions: What differs from the document: `year`, `date`, `title`, `type`, `issuer`.
    """

    document_ids: tuple[str, ...]
    provision_ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationLink:
    """One citation between two documents of the knowledge base, or out of it.

    Attributes:
        source: Provision id of where it stands.
        span: In the stored text of the citing document.
        text: Exactly these characters.
        citation: As it was understood.
        meant: What it means here; no documents when it leads out of the knowledge base.
    """

    source: str
    span: Span
    text: str
    citation: Citation
    meant: Meant


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of one citation of a draft.

    Attributes:
        span: In the text that was checked.
        text: Exactly these characters.
        citation: As it was understood.
        verdict: The worst thing that is true of it.
        message: One sentence for the drafter, with the facts.
        suggestion: What to write or cite instead, where that is known.
        meant: What it means in the knowledge base.
        validity: Of the provision or document it means, on the day of the check.
    """

    span: Span
    text: str
    citation: Citation
    verdict: Verdict
    message: str
    suggestion: str | None
    meant: Meant
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every citation of a draft with its verdict, in the order of the text: none passes in silence.

    Attributes:
        on: The day for which validity was looked up.
        generation: The generation that answered.
        text: The text as it was checked; spans count in it.
        findings: One for each citation of another document or of a provision.
    """

    on: str
    generation: int
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A document that rests on, or refers to, law that is dead, changed or not yet born.

    Attributes:
        document_id: The document that cites.
        source: Provision id of where.
        finding: What is wrong with the citation.
        basis: Whether it is a legal basis (`Căn cứ …`), so that the document rests on it.
    """

    document_id: str
    source: str
    finding: Finding
    basis: bool


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Dead references, and the legal-basis radar, of a whole knowledge base.

    Attributes:
        on: The day for which validity was looked up.
        generation: The generation that answered.
        citations: How many citations were looked at.
        resolved: How many of them mean a document of the knowledge base.
        entries: By document id, then in the order of the text.
    """

    on: str
    generation: int
    citations: int
    resolved: int
    entries: tuple[AuditEntry, ...]
