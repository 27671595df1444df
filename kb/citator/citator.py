"""The citator: one pinned generation, asked who cites whom and whether citations hold."""

from dataclasses import dataclass

from corpus.models import Document
from kb.citator.auditing import Auditor
from kb.citator.checking import Checker
from kb.citator.links import Links
from kb.citator.meaning import Interpreter
from kb.citator.models import AuditReport, CheckReport, CitationLink
from kb.locating import Locator
from kb.pinned import Pinned
from kb.timeline import today


@dataclass(frozen=True, slots=True)
class Citator:
    """Answers from one pinned generation.

    Attributes:
        pinned: The generation.
    """

    pinned: Pinned

    def cites(self, identifier: str) -> tuple[CitationLink, ...]:
        """What a document or provision cites. Raises NotFoundError."""
        return self._links().cites(*self._locator().place(identifier))

    def cited_by(self, identifier: str) -> tuple[CitationLink, ...]:
        """What cites a work, or a provision of it. Raises NotFoundError."""
        record, anchor = self._locator().place(identifier)
        return self._links().cited_by(self.pinned.holdings.works.by_document[record.document_id], anchor)

    def check(self, draft: Document, on: str) -> CheckReport:
        """Every citation of a draft with its verdict, as of a day."""
        return Checker(self.pinned, on).check(draft)

    def audit(self, on: str) -> AuditReport:
        """Every reference to dead law, and every basis that changed, as of a day."""
        return Auditor(self.pinned, on).audit()

    def _links(self) -> Links:
        interpreter = Interpreter(self.pinned, today())
        return Links(self.pinned, interpreter)

    def _locator(self) -> Locator:
        return Locator(self.pinned)
