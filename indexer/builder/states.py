"""From a document to what the catalog stores of it: passages, their analyses, and the text each is embedded by."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.errors import EmptyFileError
from corpus.models import Document, Header, Passage
from corpus.segmentation import segment
from indexer.analysis import PassageText, packed_terms
from indexer.analyzers import analyzer_for
from indexer.catalog import Analysis, AnalyzedText, FileStamp, NewState
from indexer.seams import Encoder

_PASSAGE_TOKENS = 256


class NewDocument(NamedTuple):
    """A new or changed document on its way into the index.

    Attributes:
        document_id: Its id.
        source: Where it comes from, for whoever reads of a failure.
        stamp: Its file.
        is_known: Whether it replaces a state of its id.
        understand: Reads and parses it. Raises VkbError.
        title: Makes of its header what is repeated in the indexed text of every passage.
    """

    document_id: str
    source: str
    stamp: FileStamp
    is_known: bool
    understand: Callable[[], Document]
    title: Callable[[Header], str]


@dataclass(frozen=True, slots=True)
class PreparedState:
    """A document ready to be embedded and committed.

    Attributes:
        state: What the catalog will store.
        texts: What is embedded, by embedding key.
    """

    state: NewState
    texts: dict[bytes, str]


def prepare(new: NewDocument, encoder: Encoder, known: Mapping[AnalyzedText, Analysis]) -> PreparedState:
    """Understand a document, cut it into passages that the encoder can read whole, and analyze these.

    Args:
        new: The document.
        encoder: Counts the tokens; its fingerprint goes into the keys.
        known: Analyses of an earlier state of the document, which are not made again.

    Raises:
        EmptyFileError: There is nothing to index.
        VkbError: It cannot be read.
    """
    document = new.understand()
    passages = segment(document, encoder.count_tokens, min(_PASSAGE_TOKENS, encoder.max_tokens))
    if not passages:
        raise EmptyFileError("there is no text to index")
    title = new.title(document.header)
    texts = [PassageText.of(title, passage, document.text) for passage in passages]
    keys = tuple(embedding_key(encoder.fingerprint, text.indexed) for text in texts)
    analyses = _analyze(passages, keys, texts, known)
    state = NewState(new.document_id, new.stamp, document, title, passages, keys, analyses)
    return PreparedState(state, {key: text.indexed for key, text in zip(keys, texts, strict=True)})


def embedding_key(fingerprint: str, text: str) -> bytes:
    """SHA-256 over the encoder's fingerprint and the text: what has the same key has the same embedding."""
    return hashlib.sha256(f"{fingerprint}\0{text}".encode("utf-8", "surrogatepass")).digest()


def title_of(header: Header) -> str:
    """Number and title as a reader would name the document: `950/QĐ-TTg Phê duyệt Đề án …`; empty when it says neither."""
    return " ".join(part for part in (header.number, header.title) if part)


def title_of_file(header: Header, document_id: str) -> str:
    """The document's own title; of an untitled one the name of its file in words, `quy-che_2018.docx` as `quy che 2018`."""
    stem = PurePosixPath(document_id).stem
    return title_of(header) or stem.replace("-", " ").replace("_", " ")


def _analyze(
    passages: Sequence[Passage],
    keys: Sequence[bytes],
    texts: Sequence[PassageText],
    known: Mapping[AnalyzedText, Analysis],
) -> tuple[Analysis, ...]:
    """An analysis for each passage, by the analyzer of its language."""
    asked = [
        AnalyzedText(key, passage.path, passage.span.end - passage.span.start)
        for key, passage in zip(keys, passages, strict=True)
    ]
    found = {place: known[text] for place, text in enumerate(asked) if text in known}
    for language in {passage.language for passage in passages}:
        analyzer = analyzer_for(language)
        places = [place for place, passage in enumerate(passages) if passage.language == language]
        name = analyzer.name
        missing = [place for place in places if place not in found or found[place].analyzer != name]
        packed = packed_terms([texts[place] for place in missing], analyzer)
        found |= {place: Analysis(name, terms) for place, terms in zip(missing, packed, strict=True)}
    return tuple(found[place] for place in range(len(passages)))
