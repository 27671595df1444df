"""Checking a draft: every citation of it comes out with a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citations.models import Citation
from corpus.models import Document
from kb.citator.extent import tells
from kb.citator.judging import Judge, Judgement, absences, joined
from kb.citator.meaning import Interpreter, cited_units
from kb.citator.models import CheckReport, Finding, Meant
from kb.citator.surroundings import Surroundings
from kb.citator.wording import said
from kb.pinned import Pinned
from kb.provisions import split_id
from kb.timeline.models import Validity
from kb.units import Units

OWN = frozenset({"this_document", "this_article", "this_part"})
"""References of a document to itself."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks drafts against one pinned generation as of one day.

    Attributes:
        pinned: The generation.
        on: The day, ISO 8601.
    """

    pinned: Pinned
    on: str

    def check(self, draft: Document) -> CheckReport:
        """The findings on a draft, in the order of its text."""
        interpreter = Interpreter(self.pinned, self.on)
        judge = Judge(self.pinned, interpreter, self.on)
        around = Surroundings.of(draft.citations, draft.relations, self.on)
        units = Units(draft.root)
        findings = (
            _own(citation, units)
            if citation.ref in OWN
            else self._other(citation, interpreter.meant(citation, around), judge, around)
            for citation in draft.citations
        )
        return CheckReport(self.on, self.pinned.backend.manifest.generation, draft.text, tuple(findings))

    def _other(self, citation: Citation, meant: Meant, judge: Judge, around: Surroundings) -> Finding:
        judgement = judge.judge(around.completed(citation), meant)
        return finding(citation, judgement, meant, self._validity(meant))

    def _validity(self, meant: Meant) -> Validity | None:
        """Of the worst provision that a citation of one work means, else of the document."""
        if meant.works != 1:
            return None
        reader = self.pinned.law
        record = self.pinned.holdings.works.record(meant.document_ids[0])
        anchors = [split_id(identifier)[1] for identifier in meant.provision_ids] or [""]
        told = [reader.validity(record, anchor, self.on) for anchor in anchors]
        return next((one for one in told if one.status != "in_force"), told[0])


def finding(citation: Citation, judgement: Judgement, meant: Meant, validity: Validity | None) -> Finding:
    """What is said of a citation, as a sentence."""
    message = f"{judgement.message[:1].upper()}{judgement.message[1:]}."
    return Finding(
        citation.span,
        citation.raw,
        citation,
        judgement.verdict,
        message,
        judgement.suggestion,
        meant,
        validity,
    )


def _own(citation: Citation, units: Units) -> Finding:
    """A reference of a draft to itself."""
    if citation.quoted:
        return _open(citation, "it stands in new wording for another document")
    if not (citation.provisions or citation.ranges):
        return _open(citation, "it names no numbered unit of this draft")
    missing = cited_units(units, citation).missing
    judged = joined(tuple(_own_judgements(missing, units)))
    return finding(citation, judged, Meant(missing=missing), None)


def _own_judgements(missing: tuple[str, ...], units: Units) -> Iterator[Judgement]:
    unseen = [anchor for anchor in missing if not tells(units, None, anchor)]
    if unseen:
        yield Judgement("could_not_check", f"{' and '.join(map(said, unseen))} not found in this draft")
    yield from absences("this draft", [anchor for anchor in missing if anchor not in unseen], units)
    yield Judgement("exists", "this draft has it")


def _open(citation: Citation, why: str) -> Finding:
    return finding(citation, Judgement("could_not_check", why), Meant(), None)
