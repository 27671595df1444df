"""The citator: one pinned generation, asked who cites whom and whether citations hold."""

from dataclasses import dataclass

from corpus.models import Document
from indexer.models import SearchBackend
from kb.citator.auditing import Auditor
from kb.citator.checking import Checker
from kb.citator.links import Links
from kb.citator.meaning import Interpreter
from kb.citator.models import AuditReport, CheckReport, CitationLink
from kb.contents import ContentCache
from kb.holdings import Holdings
from kb.locating import Locator
from kb.timeline import today


@dataclass(frozen=True, slots=True)
class Citator:
    """Answers from one pinned generation.

    Attributes:
        holdings: Of the generation.
        backend: The generation.
        contents: Contents of documents used before.
    """

    holdings: Holdings
    backend: SearchBackend
    contents: ContentCache

    def cites(self, identifier: str) -> tuple[CitationLink, ...]:
        """What a document or provision cites. Raises NotFoundError."""
        return self._links().cites(*self._locator().place(identifier))

    def cited_by(self, identifier: str) -> tuple[CitationLink, ...]:
        """What cites a work, or a provision of it. Raises NotFoundError."""
        record, anchor = self._locator().place(identifier)
        return self._links().cited_by(self.holdings.works.by_document[record.document_id], anchor)

    def check(self, draft: Document, on: str) -> CheckReport:
        """Every citation of a draft with its verdict, as of a day."""
        return Checker(self.holdings, self.backend, self.contents, on).check(draft)

    def audit(self, on: str) -> AuditReport:
        """Every reference to dead law, and every basis that changed, as of a day."""
        return Auditor(self.holdings, self.backend, self.contents, on).audit()

    def _links(self) -> Links:
        interpreter = Interpreter(self.holdings, self.backend, self.contents, today())
        return Links(self.holdings, self.backend, interpreter)

    def _locator(self) -> Locator:
        return Locator(self.holdings, self.backend, self.contents)
