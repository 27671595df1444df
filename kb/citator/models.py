"""What the citator answers: who cites whom, and whether a citation holds."""

from dataclasses import dataclass
from typing import Literal

from corpus.citations.models import Citation
from corpus.models import Span
from kb.timeline.models import Validity

Verdict = Literal[
    "wrong_number", "wrong_title", "wrong_date", "wrong_provision", "repealed", "expired", "superseded", "suspended",
    "not_yet_in_force", "ambiguous", "validity_unknown", "not_in_knowledge_base", "could_not_check", "amended", "exists",
]  # fmt: skip
"""The worst first. `could_not_check`: the words point at something that cannot be looked up (`các quy định khác của pháp luật`, a
blank number). `amended`: it holds, but was changed since the citing document was made; an audit says so of legal bases."""

DEAD: frozenset[Verdict] = frozenset({"repealed", "expired", "superseded", "suspended"})
FAULTS: frozenset[Verdict] = DEAD | {
    "wrong_number",
    "wrong_title",
    "wrong_date",
    "wrong_provision",
    "not_yet_in_force",
}
"""What a drafter has to mend; the other verdicts but `exists` ask for a look."""

Contradiction = Literal["number", "title", "date"]

Reach = Literal["exact", "below", "around"]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a citation means in this knowledge base.

    Attributes:
        document_ids: The documents that it means, best first: expressions of one work, that of the day before the others; one document
            for each work when it fits several. Empty when it leads out of the knowledge base, or into a draft that is not in it.
        provision_ids: The provisions of the first document that it names and that exist, in the order of the text.
        between_ids: Those that stand between the ends of a range.
        missing: Anchors that it names and that document does not have.
        contradictions: What it says differently from the document.
        certain: Whether its words decide for one work: a number with its year, a Korean title.
        works: How many works it fits.
    """

    document_ids: tuple[str, ...] = ()
    provision_ids: tuple[str, ...] = ()
    between_ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    certain: bool = False
    works: int = 0


@dataclass(frozen=True, slots=True)
class CitationLink:
    """One citation between two documents of the knowledge base, or out of it.

    Attributes:
        source: Provision id of where it stands.
        span: In the stored text of the citing document.
        text: Exactly these characters.
        citation: As it was understood.
        meant: What it means here; no documents when it leads out of the knowledge base.
        reach: How it stands to what was asked for: it means just that, something below it, or something around it.
    """

    source: str
    span: Span
    text: str
    citation: Citation
    meant: Meant
    reach: Reach = "exact"


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

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that a drafter has to mend."""
        return tuple(finding for finding in self.findings if finding.verdict in FAULTS)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A document that rests on, or refers to, law that is dead, changed or not yet born.

    Attributes:
        document_id: The document that cites.
        source: Provision id of where.
        finding: What is wrong with the citation; its span counts in the stored text of the citing document.
        basis: Whether it is a legal basis (`Căn cứ …`), so that the document rests on it.
        changed_by: Documents that amended the basis, or took its place, since the citing document was made.
    """

    document_id: str
    source: str
    finding: Finding
    basis: bool
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Dead references, and the legal-basis radar, of a whole knowledge base.

    Attributes:
        on: The day for which validity was looked up.
        generation: The generation that answered.
        citations: How many citations of other documents were looked at.
        resolved: How many of them mean a document of the knowledge base.
        entries: By document id, then in the order of the text.
    """

    on: str
    generation: int
    citations: int
    resolved: int
    entries: tuple[AuditEntry, ...]
