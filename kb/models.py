"""The nouns of an answer: hits with their evidence, what a reference came to, and why a page is empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.models import Header, Language, Page, Provision, Span
from indexer.models import DocumentContent, DocumentRecord
from kb.bridging import Bridge
from kb.coverage import Coverage
from kb.query import AnalyzedQuery
from kb.questions import LegalAnswer
from kb.timeline.models import Validity, ValidityStatus


class Evidence(NamedTuple):
    """What one retriever says of a hit.

    Attributes:
        rank: Place of the provision in that retriever's list of its language, counted from 1.
        score: Of its best window: BM25 (lexical, no upper bound) or cosine (dense, at most 1).
    """

    rank: int
    score: float


class Explanation(NamedTuple):
    """Why a hit stands where it stands.

    Attributes:
        language: The language whose list it comes from.
        lexical: What the lexical retriever says; None where it did not find the provision.
        dense: What the dense retriever says; None where it did not find the provision.
        caption: Share of its caption (title and headings) that the question says, 0 to 1.
        fused: What both retrievers and the caption count for together inside that language; None where neither found it.
        list_rank: Place in the fused list of that language, counted from 1; None where neither found it.
        merged: What it was worth when the lists of the languages were merged, see `kb.ranking.merge`; None where neither found it.
        from_reference: Whether it comes first because the query names it or its document.
        of_cited_law: Whether it stands higher because the question cites the law that it is part of; `fused` says how high.
        coverage: What the passage holds of the question's words; None where neither retriever found it.
        relevance: Probability of being judged relevant; None where neither found it, or the encoder is one without calibration.
    """

    language: Language
    lexical: Evidence | None = None
    dense: Evidence | None = None
    caption: float = 0.0
    fused: float | None = None
    list_rank: int | None = None
    merged: float | None = None
    from_reference: bool = False
    of_cited_law: bool = False
    coverage: Coverage | None = None
    relevance: float | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another place that says the same as a hit.

    Attributes:
        document_id: The document.
        provision_id: `<document_id>#<anchor>`.
        title: Title of the document, or its id when it has none.
    """

    document_id: str
    provision_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that answers, shown by its best passage.

    Attributes:
        document_id: The document.
        provision_id: `<document_id>#<anchor>`, what a citation points to.
        title: Title of the document, or its id when it has none.
        path: Headings from the outside in, down to the provision.
        language: Language of the text.
        text: The passage: exactly the characters of `span` in the document's stored text.
        span: Where the passage stands in the stored text.
        spans: What the query matched, relative to `text`, in order and disjoint; add `span.start` for the stored text.
        page: Page on which the passage begins, counted from 1.
        score: 0 to 1, never larger than that of the hit before: the probability of being relevant where `SearchResult.calibrated`, else an
            order and no more (`kb.scores`).
        explanation: Why it stands where it stands.
        header: What the document says of itself.
        validity: Whether the provision held on the day asked for, and why.
        duplicates: Other places that say the same, best first; they have no hits of their own.
    """

    document_id: str
    provision_id: str
    title: str
    path: tuple[str, ...]
    language: Language
    text: str
    span: Span
    spans: tuple[Span, ...]
    page: int | None
    score: float
    explanation: Explanation
    header: Header
    validity: Validity
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """The hits of one document.

    Attributes:
        document_id: The document.
        title: Its title, or its id when it has none.
        hits: Places in the list of hits, counted from 0, best first.
    """

    document_id: str
    title: str
    hits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """What became of the document that the query names.

    Attributes:
        text: The reference as it was understood, e.g. `qd 950 ttg`.
        document_ids: Documents of this knowledge base that it may mean, best match first; empty when there is none.
        provision_ids: The provisions named in them that exist, in the same order.
        missing_anchors: Anchors that the query names and the best matching document does not have.
    """

    text: str
    document_ids: tuple[str, ...]
    provision_ids: tuple[str, ...] = ()
    missing_anchors: tuple[str, ...] = ()

    @property
    def unresolved(self) -> bool:
        """Whether no document of this knowledge base answers to it."""
        return not self.document_ids


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query, from one generation.

    Attributes:
        generation: The generation that answered.
        query: The query, understood.
        took_ms: Wall time in milliseconds.
        hits: Best first.
        documents: The same hits grouped by document, in the order of each document's best hit.
        reference: What became of the document that the query names; None when it names none.
        answer: What relations and dates say, when the query asks for the force of a document that it names.
        reasons: When nothing relevant was found: sentences that say why.
        as_of: The day whose law was searched, ISO 8601.
        left_out: How many documents were left out because they did not hold on that day, by status.
        bridges: What the question's terms are in the other languages that were searched.
        required: Exact phrases that every hit contains, in its text, its headings or the title of its document.
        unmet: Exact phrases that nothing contains; the hits were found by the words of the question.
        answerable: Whether the hits seem to answer the question; False means that they are weak matches, None that it cannot be told.
        calibrated: Whether scores are probabilities: they are for the encoder that the calibration was fitted on.
    """

    generation: int
    query: AnalyzedQuery
    took_ms: float
    hits: tuple[Hit, ...]
    documents: tuple[DocumentGroup, ...]
    reference: ReferenceAnswer | None = None
    answer: LegalAnswer | None = None
    reasons: tuple[str, ...] = ()
    as_of: str = ""
    left_out: Mapping[ValidityStatus, int] = field(default_factory=dict)
    bridges: tuple[Bridge, ...] = ()
    required: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    answerable: bool | None = None
    calibrated: bool = False

    @property
    def unresolved_reference(self) -> str | None:
        """The reference that no document of this knowledge base answers to, if there is one."""
        return self.reference.text if self.reference and self.reference.unresolved else None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with all that is stored of it.

    Attributes:
        generation: The generation it was read from.
        record: As the catalog lists it.
        content: Text, pages, provisions, report.
    """

    generation: int
    record: DocumentRecord
    content: DocumentContent


@dataclass(frozen=True, slots=True)
class StoredProvision:
    """A provision with its place in its document.

    Attributes:
        generation: The generation it was read from.
        provision_id: `<document_id>#<anchor>`.
        record: Its document.
        provision: The node of the tree, with everything below it.
        path: Headings from the outside in, down to the provision.
        text: Exactly the characters of its span.
        pages: Pages it stands on, in order.
        parent: Id of the provision around it; None for the whole document.
        previous: Id of the sibling before it.
        next: Id of the sibling after it.
    """

    generation: int
    provision_id: str
    record: DocumentRecord
    provision: Provision
    path: tuple[str, ...]
    text: str
    pages: tuple[Page, ...]
    parent: str | None
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """What a knowledge base holds.

    Attributes:
        home: Its folder.
        generation: Number of the current generation.
        sequence: The catalog's last change in it.
        created_at: When it was published, UTC, ISO 8601.
        encoder: Name of the encoder.
        encoder_fingerprint: Name and checksum of its weights.
        dimension: Length of an embedding.
        documents: Number of documents.
        passages: Number of passages by language.
        recall: Share of the best passages that a search by meaning finds, as measured, by language; 1 where it looks at all.
        disk_bytes: Bytes of all files below the folder.
    """

    home: Path
    generation: int
    sequence: int
    created_at: str
    encoder: str
    encoder_fingerprint: str
    dimension: int
    documents: int
    passages: Mapping[str, int]
    recall: Mapping[str, float]
    disk_bytes: int
