"""From a document to what the catalog stores of it: passages, the text each is indexed by, and keys of their embeddings."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.errors import EmptyFileError
from corpus.models import Document, Header
from corpus.segmentation import indexed_text, segment
from indexer.catalog import FileStamp, NewState
from indexer.seams import Encoder

_PASSAGE_TOKENS = 256


@dataclass(frozen=True, slots=True)
class PreparedState:
    """A document ready to be embedded and committed.

    Attributes:
        state: What the catalog will store.
        texts: What is embedded, by embedding key.
    """

    state: NewState
    texts: dict[bytes, str]


def prepare(
    document_id: str, stamp: FileStamp, document: Document, title: str, encoder: Encoder
) -> PreparedState:
    """Cut a document into passages that the encoder can read whole.

    Args:
        document_id: Its id.
        stamp: Its file.
        document: What was understood.
        title: Repeated in the indexed text of every passage.
        encoder: Counts the tokens; its fingerprint goes into the keys.

    Raises:
        EmptyFileError: There is nothing to index.
    """
    passages = segment(document, encoder.count_tokens, min(_PASSAGE_TOKENS, encoder.max_tokens))
    if not passages:
        raise EmptyFileError("there is no text to index")
    texts = [indexed_text(title, passage, document.text) for passage in passages]
    keys = tuple(embedding_key(encoder.fingerprint, text) for text in texts)
    state = NewState(document_id, stamp, document, title, passages, keys)
    return PreparedState(state, dict(zip(keys, texts, strict=True)))


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
