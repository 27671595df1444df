"""Resolution: the documents and provisions that a query names by number, title or anchor.

A number alone is no identity: it may belong to several documents, and then all of them are offered, best match first. A name that no
document answers to is reported as such; nothing is put in its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.identifiers import Reference, title_key, type_name
from indexer.models import DocumentRecord, Filters, ProvisionKey
from kb.models import ReferenceAnswer
from kb.pinned import Pinned
from kb.provisions import opening, provision_id
from kb.query import AnalyzedQuery, Query
from kb.ranking import RankedProvision
from kb.units import Units

_NO_FILTERS = Filters()
_MOST_DOCUMENTS = 5
"""Documents that come before the ranking at most, when a number or a title fits several."""


@dataclass(frozen=True, slots=True)
class NamedProvisions:
    """What a reference came to.

    Attributes:
        answer: What is told of it.
        provisions: Provisions that come before the ranking, best match first.
    """

    answer: ReferenceAnswer
    provisions: tuple[ProvisionKey, ...]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves references in one pinned generation."""

    pinned: Pinned

    def resolve(
        self, reference: Reference, asked: AnalyzedQuery, ranked: Sequence[RankedProvision]
    ) -> NamedProvisions | None:
        """Find what a query names, within its filters; None when it names a provision but no document.

        An anchor that a document does not have is missing, but the nearest unit around it comes first: the article where its items
        are not told apart. A document that is named without an anchor, or has nothing around it, is answered by its best provision
        in the ranking when the query says more than the name, and by its first article otherwise.

        Args:
            reference: What the query names.
            asked: The query.
            ranked: What the whole query finds, best first.
        """
        if not (reference.number or reference.titles):
            return None
        documents = self._documents(reference, asked.query)
        found = self._anchored(documents, reference.anchors)
        nearest = (self._anchored(documents, anchors) for anchors in _outwards(reference.anchors))
        around = found or next(filter(None, nearest), [])
        best = best_provisions(ranked) if reference.rest else {}
        named = around or [best.get(record.document_id) or self._opening(record) for record in documents]
        answer = ReferenceAnswer(
            text=reference.span.of(asked.text),
            document_ids=tuple(record.document_id for record in documents),
            provision_ids=tuple(provision_id(*key) for key in dict.fromkeys(found)),
            missing_anchors=() if found or not documents else reference.anchors,
        )
        return NamedProvisions(answer, tuple(dict.fromkeys(named)))

    def _documents(self, reference: Reference, query: Query) -> list[DocumentRecord]:
        """The documents that fit a reference and pass the filters, best match first."""
        called = [record for record in self._called(reference) if fits(record, reference)]
        allowed = passing(self.pinned, [record.document_id for record in called], query)
        fitting = [record for record in called if record.document_id in allowed]
        # Sorting twice keeps the newest first among equally good matches.
        fitting.sort(key=lambda record: record.header.issued or "", reverse=True)
        fitting.sort(key=lambda record: agreement(record, reference), reverse=True)
        return fitting[:_MOST_DOCUMENTS]

    def _called(self, reference: Reference) -> Sequence[DocumentRecord]:
        """The documents that go by the number or the title, whatever else is said of them."""
        if reference.number:
            return self.pinned.holdings.names.numbered(reference.number, reference.document_number)
        found = (self.pinned.holdings.names.titled(title, reference.type) for title in reference.titles)
        return next(filter(None, found), ())

    def _anchored(self, documents: Sequence[DocumentRecord], anchors: Sequence[str]) -> list[ProvisionKey]:
        """The units of these documents that the anchors mean, in the order of the documents, then of the anchors."""
        if not anchors:
            return []
        units = {record: Units(self.pinned.content(record).root) for record in documents}
        found = ((record, units[record].cited(anchor)) for record in documents for anchor in anchors)
        return [ProvisionKey(record.document_id, unit.anchor) for record, unit in found if unit]

    def _opening(self, record: DocumentRecord) -> ProvisionKey:
        root = self.pinned.content(record).root
        return ProvisionKey(record.document_id, opening(root).anchor)


def passing(pinned: Pinned, document_ids: Sequence[str], query: Query) -> frozenset[str]:
    """Those of some documents that pass the filters of a query."""
    if not document_ids:
        return frozenset()
    records = (
        [pinned.holdings.names.by_id[document_id] for document_id in document_ids]
        if query.filters == _NO_FILTERS
        else pinned.backend.documents(replace(query.filters, document_ids=tuple(document_ids)))
    )
    return frozenset(record.document_id for record in records if query.language in {None, record.language})


def fits(record: DocumentRecord, reference: Reference) -> bool:
    """Whether nothing a document says of itself contradicts a reference. What it does not say contradicts nothing.

    A scheme or a programme is enacted by a decision that names it: `Đề án 950` fits a `Quyết định 950` on a `Đề án`.
    """
    header = record.header
    if reference.issuer and header.issuer and not _same_issuer(header.issuer, reference.issuer):
        return False
    if reference.year and header.issued and not header.issued.startswith(f"{reference.year:04d}"):
        return False
    if not reference.type or not header.type or header.type == reference.type or not header.title:
        return True
    return title_key(type_name(reference.type)) in title_key(header.title)


def agreement(record: DocumentRecord, reference: Reference) -> tuple[int, int]:
    """How well a document agrees with a reference, larger is better: what is equal, then the words of its title that were typed."""
    header = record.header
    issued = header.issued or ""
    equal = (
        reference.type is not None and header.type == reference.type,
        reference.issuer is not None and header.issuer == reference.issuer,
        reference.year is not None and issued.startswith(f"{reference.year:04d}"),
    )
    return sum(equal), len(_words(reference.rest) & _words(header.title or ""))


def _same_issuer(held: str, asked: str) -> bool:
    """Equal tokens; a National Assembly may lack its term (`qh15`, `qh`), and a local body its place (`ubnd-ha-noi`, `ubnd`)."""
    return held == asked or held.startswith(f"{asked}-") or held.rstrip("0123456789") == asked


def _words(text: str) -> set[str]:
    return {title_key(word) for word in text.split()}


def _outwards(anchors: Sequence[str]) -> Iterator[list[str]]:
    """The units that these anchors lie in, the nearest first: `jo-9.hang-1.ho-6` lies in `jo-9.hang-1`, and that in `jo-9`."""
    around = [anchor for anchor in anchors if "." in anchor]
    while around:
        around = [anchor.rpartition(".")[0] for anchor in around]
        yield around
        around = [anchor for anchor in around if "." in anchor]


def best_provisions(ranked: Sequence[RankedProvision]) -> dict[str, ProvisionKey]:
    """The best provision of each document in a ranking."""
    best: dict[str, ProvisionKey] = {}
    for entry in ranked:
        best.setdefault(entry.key.document_id, entry.key)
    return best
