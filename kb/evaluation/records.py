"""Records as documents: the records of one law are its provisions, so that a query that names the law and an article finds them.

A title that begins with a document number or ends with the heading of an article is that of a law. Any other record is a document
of its own.

- ``47/2010/QH12 Luật Các tổ chức tín dụng``, ``26/2025/NĐ-CP Thẩm định Điều 5 Trình tự``
- ``민법 제214조(소유물방해제거)``, ``법률 제20432호 민법 제214조 소유물방해제거``
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from corpus.errors import IdentifierError
from corpus.header import read_header
from corpus.identifiers import DocumentNumber, parse_reference
from corpus.languages import detect_language
from corpus.models import Document, Header, Page, Provision, QualityReport, SourceText, Span
from corpus.readers import read_text
from kb.evaluation.collection import Record

_NUMBERED = re.compile(r"(?P<number>[가-힣]+ 제[\d-]+호|\d\S*/\S+) (?P<title>[^\W\d_].*)")
_ARTICLE = re.compile(
    r"(?P<law>\S.*?) (?P<label>제\d+조(?:의\d+)?|Điều \d+[a-zđ]?)(?:\((?P<title>.*)\)|(?P<bare> .*)?)"
)
_BETWEEN = "\n\n"


class RecordDocument(NamedTuple):
    """A document made of records.

    Attributes:
        document_id: The id under which it is indexed. A law has a `/` in it, a document of one record has none.
        document: Its provisions are leaves, one a record; the indexed text of each is the record's title and its text.
        record_ids: The record of each provision, by anchor.
    """

    document_id: str
    document: Document
    record_ids: Mapping[str, str]


class _Law(NamedTuple):
    """What a law is called: number and title as printed."""

    number: str
    title: str


class _Article(NamedTuple):
    """A record as a part of its law.

    Attributes:
        record: The record.
        label: Label of the article; with the heading behind it where that stands in no parentheses; empty for a record whose
            title names none.
        title: Heading of the article, where it stands in parentheses.
    """

    record: Record
    label: str
    title: str | None


def as_documents(records: Iterable[Record]) -> Iterator[RecordDocument]:
    """The documents of a corpus: records without a law as they come, then the laws by their first record.

    A record without text is its title; one without either is left out.
    """
    laws: dict[_Law, list[_Article]] = {}
    for record in records:
        if not (record.title.strip() or record.text.strip()):
            continue
        place = _place(" ".join(record.title.split()), record)
        if place is None:
            yield _alone(record)
        else:
            law, article = place
            laws.setdefault(law, []).append(article)
    for law, articles in laws.items():
        yield _together(law, articles)


def _place(title: str, record: Record) -> tuple[_Law, _Article] | None:
    """The law that a title names, and which article of it the record is; None when it names none."""
    numbered = _NUMBERED.fullmatch(title)
    number = numbered["number"] if numbered and _is_number(numbered["number"]) else ""
    rest = title.removeprefix(number).lstrip()
    article = _ARTICLE.fullmatch(rest)
    if article:
        label = article["label"] + (article["bare"] or "")
        return _Law(number, article["law"]), _Article(record, label, article["title"])
    return (_Law(number, rest), _Article(record, "", None)) if number else None


def _is_number(text: str) -> bool:
    try:
        DocumentNumber.parse(text)
    except IdentifierError:
        return False
    return True


def _alone(record: Record) -> RecordDocument:
    """A record as a document of one provision without number."""
    source = read_text(_text(record))
    span = Span(0, len(source.text))
    body = Provision("text-1", "text", "", None, span)
    root = Provision("", "document", "", None, span, (body,))
    header = Header(title=record.title.strip() or None)
    document = Document(source, detect_language(source.text), header, root)
    return RecordDocument(quote(record.record_id, safe=""), document, {body.anchor: record.record_id})


def _together(law: _Law, articles: Sequence[_Article]) -> RecordDocument:
    """A law of the articles that the corpus has of it, in the order of the corpus."""
    texts = [read_text(_text(article.record)).text for article in articles]
    text = _BETWEEN.join(texts)
    provisions: dict[str, Provision] = {}
    record_ids: dict[str, str] = {}
    start = 0
    for article, own in zip(articles, texts, strict=True):
        anchor = _free(_anchor(article.label), provisions)
        kind = anchor.partition("-")[0]
        span = Span(start, start + len(own))
        provisions[anchor] = Provision(anchor, kind, article.label, article.title, span)
        record_ids[anchor] = article.record.record_id
        start = span.end + len(_BETWEEN)
    root = Provision("", "document", "", None, Span(0, len(text)), tuple(provisions.values()))
    language = detect_language(text)
    header, _ = read_header("", {"number": law.number, "title": law.title}, language)
    document_id = f"law/{quote(' '.join(filter(None, law)), safe='')}"
    return RecordDocument(document_id, Document(_source(text), language, header, root), record_ids)


def _text(record: Record) -> str:
    return record.text if record.text.strip() else record.title


def _anchor(label: str) -> str:
    """The anchor of an article; `para` for a piece of a law whose number nobody tells, which shares no passage with its neighbours."""
    reference = parse_reference(label.partition("(")[0]) if label else None
    return reference.anchors[0] if reference and reference.anchors else "para-1"


def _free(anchor: str, taken: Mapping[str, Provision]) -> str:
    """The anchor, or with the next free number behind it when another record is the same article: the pieces of a long one."""
    if anchor.startswith("para-"):
        return f"para-{len(taken) + 1}"
    copies = (f"{anchor}~{number}" for number in range(2, len(taken) + 3))
    return anchor if anchor not in taken else next(copy for copy in copies if copy not in taken)


def _source(text: str) -> SourceText:
    report = QualityReport("text", None, 1, (), len(text), 0)
    return SourceText(text, (Page(1, 0, len(text)),), {}, report)
