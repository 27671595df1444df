"""Resolution: the documents and provisions that a query names by number, title or anchor.

A number alone is no identity: it may belong to several documents, and then all of them are offered, best match first. A name that no
document answers to is reported as such; nothing is put in its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import IdentifierError
from corpus.identifiers import Anchor, Reference, number_key, title_key, type_name
from corpus.models import Provision
from indexer.models import DocumentRecord, SearchBackend
from kb.contents import ContentCache
from kb.models import ReferenceAnswer
from kb.naming import Names
from kb.provisions import first_provision, provision_id
from kb.query import Query
from kb.retrieval import ProvisionKey

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

    backend: SearchBackend
    names: Names
    contents: ContentCache

    def resolve(self, reference: Reference, query: Query) -> NamedProvisions:
        """Find what a query names, within the filters of the query.

        A document that is named without an anchor is answered by its first provision; so is one that has no such anchor, which is
        then reported.
        """
        documents = self._documents(reference, query)
        anchored = [(record, self._anchored(record, reference.anchors)) for record in documents]
        found = [(record, provision.anchor) for record, provisions in anchored for provision in provisions]
        named = found or [(record, self._first(record).anchor) for record in documents]
        answer = ReferenceAnswer(
            text=query.text.strip(),
            document_ids=tuple(record.document_id for record in documents),
            provision_ids=tuple(provision_id(record.document_id, anchor) for record, anchor in found),
            missing_anchors=() if found or not documents else reference.anchors,
        )
        keys = (ProvisionKey(record.document_id, anchor) for record, anchor in named)
        return NamedProvisions(answer, tuple(dict.fromkeys(keys)))

    def _documents(self, reference: Reference, query: Query) -> list[DocumentRecord]:
        """The documents that fit a reference and pass the filters, best match first."""
        if reference.number:
            found = self.names.numbered(reference.number)
        elif reference.title:
            found = self.names.titled(reference.title, reference.type)
        else:
            return []
        allowed = self._allowed(query)
        fitting = [record for record in found if record.document_id in allowed and fits(record, reference)]
        # Sorting twice keeps the newest first among equally good matches.
        fitting.sort(key=lambda record: record.header.issued or "", reverse=True)
        fitting.sort(key=lambda record: agreement(record, reference, query.text), reverse=True)
        return fitting[:_MOST_DOCUMENTS]

    def _allowed(self, query: Query) -> set[str]:
        records = self.backend.documents(query.filters)
        return {record.document_id for record in records if query.language in {None, record.language}}

    def _anchored(self, record: DocumentRecord, anchors: Sequence[str]) -> list[Provision]:
        if not anchors:
            return []
        root = self.contents.get(self.backend, record).root
        found = [find_cited(root, anchor) for anchor in anchors]
        return [provision for provision in found if provision]

    def _first(self, record: DocumentRecord) -> Provision:
        return first_provision(self.contents.get(self.backend, record).root)


def fits(record: DocumentRecord, reference: Reference) -> bool:
    """Whether nothing a document says of itself contradicts a reference. What it does not say contradicts nothing.

    A scheme or a programme is enacted by a decision that names it: `Đề án 950` fits a `Quyết định 950` on a `Đề án`.
    """
    header = record.header
    if reference.issuer and header.issuer and not _same_issuer(header.issuer, reference.issuer):
        return False
    if reference.year and header.issued and not header.issued.startswith(f"{reference.year:04d}"):
        return False
    if not reference.type or not header.type or header.type == reference.type:
        return True
    return title_key(type_name(reference.type)) in title_key(header.title or "")


def agreement(record: DocumentRecord, reference: Reference, question: str) -> tuple[int, int]:
    """How well a document agrees with a reference, larger is better: what is equal, then the words of its title that were typed."""
    header = record.header
    equal = (
        bool(reference.type) and header.type == reference.type,
        bool(reference.issuer) and header.issuer == reference.issuer,
        bool(reference.year and header.issued and header.issued.startswith(str(reference.year))),
        bool(reference.number and header.number)
        and number_key(reference.number or "") == number_key(header.number or ""),
    )
    asked = set(_words(question))
    return sum(equal), len(asked.intersection(_words(header.title or "")))


def find_cited(root: Provision, cited: str) -> Provision | None:
    """The provision that a citation means: the one with this anchor, else the first that it describes without naming every level."""
    try:
        wanted = Anchor.parse(cited)
    except IdentifierError:
        return None
    ending = cited.rpartition(".")[2]
    described: Provision | None = None
    for provision in root.walk():
        if provision.anchor == cited:
            return provision
        if described is None and provision.anchor.rpartition(".")[2] == ending and _means(provision, wanted):
            described = provision
    return described


def _means(provision: Provision, cited: Anchor) -> bool:
    try:
        return Anchor.parse(provision.anchor).matches(cited)
    except IdentifierError:
        return False


def _same_issuer(held: str, asked: str) -> bool:
    """Equal tokens; a National Assembly may lack its term (`qh15`, `qh`), and a local body its place (`ubnd-ha-noi`, `ubnd`)."""
    return held == asked or held.startswith(f"{asked}-") or held.rstrip("0123456789") == asked


def _words(text: str) -> Iterable[str]:
    return (title_key(word) for word in text.split())
