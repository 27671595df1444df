"""What tests of the index share: an encoder without a model, documents from strings, and rankings by document instead of number."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus.document import parse_document
from corpus.models import Document, Language
from corpus.readers import read_text
from indexer.backends.local import LocalIndex
from indexer.encoders.hashing import HashingEncoder
from indexer.models import Analyzed, Clause, Filters, Term
from indexer.seams import Encoder, SearchBackend

Ranking = list[tuple[str, str, float]]


class WordAnalyzer:
    """Words in lower case, and the same without marks: terms whose number and frequency a test can count by eye."""

    def __init__(self, name: str = "words-1") -> None:
        self.name = name

    def terms(self, text: str) -> list[Term]:
        return [Term(match.group().lower(), *match.span()) for match in re.finditer(r"\S+", text)]

    def folded(self, text: str) -> list[Term]:
        return [Term(_without_marks(term.text), term.start, term.end) for term in self.terms(text)]

    def analyze(self, texts: Sequence[str]) -> list[Analyzed]:
        return [Analyzed(self.terms(text), [term.text for term in self.folded(text)]) for text in texts]


def _without_marks(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(character for character in marked if not unicodedata.combining(character))


@pytest.fixture
def word_analyzer() -> Callable[[str], WordAnalyzer]:
    return WordAnalyzer


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return HashingEncoder()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """Call with a text and metadata (`number`, `title`, `date` …)."""

    def make(text: str, **metadata: str) -> Document:
        return parse_document(read_text(text, metadata=metadata))

    return make


@pytest.fixture(scope="session")
def rank(encoder: Encoder) -> Callable[..., dict[str, Ranking]]:
    """Call with a back end, a query and a language: what either retriever found, as (document, anchor, score)."""

    def ranked(
        backend: SearchBackend, query: str, language: Language = "vi", limit: int = 50
    ) -> dict[str, Ranking]:
        embedding = encoder.encode_queries([query])[0]
        found = {
            "lexical": backend.lexical([Clause.of(query)], language, Filters(), limit),
            "dense": backend.dense(embedding, language, Filters(), limit),
        }
        records = backend.passages([posting.passage for postings in found.values() for posting in postings])
        return {
            name: [
                (records[passage].document_id, records[passage].anchor, score) for passage, score in postings
            ]
            for name, postings in found.items()
        }

    return ranked


@pytest.fixture(scope="session")
def rank_home(rank: Callable[..., dict[str, Ranking]]) -> Callable[..., dict[str, Ranking]]:
    """Like `rank`, for the index in a folder."""

    def ranked(home: Path, query: str, language: Language = "vi", limit: int = 50) -> dict[str, Ranking]:
        with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
            return rank(backend, query, language, limit)

    return ranked
