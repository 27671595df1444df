"""Documents as bytes: what a catalog stores of a text, its pages, provisions, report and diagnostics, and back."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Table

from corpus.models import Diagnostic, Document, Header, OcrPage, Page, Passage, Provision, QualityReport, Span
from indexer.catalog.blocks import pack_text, unpack_text, unpack_whole
from indexer.catalog.law_codec import Statement, pack
from indexer.models import DocumentContent

_PATHS_IN_MEMORY = 1_024
_PAGES_AT_ONCE = 4_096
"""Bytes of the pages of a document that are unpacked at once."""
_BEHIND_PAGES = b',"root":'
_NONE = "[]"


def pack_content(document: Document) -> bytes:
    """Everything of a document but its text and header."""
    return pack_text(_json(_content_fields(document)))


def digest(document: Document) -> str:
    """SHA-256 over everything a document holds, hexadecimal: equal documents have equal digests."""
    statements: tuple[Statement, ...] = (*document.citations, *document.relations, *document.effects)
    law = [pack(one) for one in statements]
    fields = [document.text, document.language, asdict(document.header), _content_fields(document), law]
    return hashlib.sha256(_json(fields).encode("utf-8", "surrogatepass")).hexdigest()


def unpack_content(text: bytes, content: bytes) -> DocumentContent:
    """The heavy part of a document from its two columns."""
    fields = json.loads(unpack_text(content))
    report = fields["report"]
    report["empty_pages"] = tuple(report["empty_pages"])
    report["diagnostics"] = _diagnostics(report["diagnostics"])
    # A report that was stored before there was OCR, or a file that needs none, does not have them.
    report["ocr_pages"] = tuple(OcrPage(*row) for row in report.get("ocr_pages", ()))
    return DocumentContent(
        text=unpack_whole(text),
        pages=tuple(Page(*row) for row in fields["pages"]),
        root=_provision(fields["root"]),
        report=QualityReport(**report),
        diagnostics=_diagnostics(fields["diagnostics"]),
        metadata=fields["metadata"],
    )


def unpack_pages(content: bytes) -> tuple[Page, ...]:
    """The pages of a document from its column `content`, in which they stand first: the tree of a long law is not even unpacked."""
    stream, packed, head, behind = zlib.decompressobj(), content, b"", -1
    while behind < 0 and not stream.eof:
        head += stream.decompress(packed, _PAGES_AT_ONCE)
        packed, behind = stream.unconsumed_tail, head.find(_BEHIND_PAGES)
    return tuple(Page(*row) for row in json.loads(head[:behind] + b"}")["pages"])


def header_values(header: Header) -> dict[str, str | None]:
    """A header as values of the columns of the table of documents, which have the names of its fields."""
    return {**asdict(header), "aliases": _json(header.aliases)}


def header_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table of documents that hold a header."""
    return [table.c[field.name] for field in fields(Header)]


def header_of(values: Sequence[Any]) -> Header:
    """Reverse of `header_values`, from the values of `header_columns`."""
    *said, aliases = values
    said.append(tuple(json.loads(aliases)) if aliases != _NONE else ())
    return Header(*said)


def pack_path(path: tuple[str, ...]) -> str:
    """Headings as a JSON list."""
    return _json(path)


@lru_cache(maxsize=_PATHS_IN_MEMORY)
def unpack_path(packed: str) -> tuple[str, ...]:
    """Reverse of `pack_path`; neighbours have one path."""
    return tuple(json.loads(packed))


def unpack_passage(row: Any) -> Passage:  # noqa: ANN401  (a database row: its columns are fixed by the table)
    """A passage from its columns."""
    return Passage(
        anchor=row.anchor,
        span=Span(row.start, row.end),
        path=unpack_path(row.path),
        language=row.language,
    )


def _content_fields(document: Document) -> dict[str, object]:
    """Everything of a document but its text and header; what reads the pages alone relies on their place."""
    report = document.source.report
    return {
        "pages": document.source.pages,
        "root": _provision_row(document.root),
        "report": {
            "format": report.format,
            "encoding": report.encoding,
            "pages": report.pages,
            "empty_pages": report.empty_pages,
            "characters": report.characters,
            "repaired": report.repaired,
            "diagnostics": _diagnostic_rows(report.diagnostics),
            **({"ocr_pages": report.ocr_pages} if report.ocr_pages else {}),
            "encoding_evidence": report.encoding_evidence,
            "unknown_words": report.unknown_words,
        },
        "diagnostics": _diagnostic_rows(document.diagnostics),
        "metadata": dict(document.source.metadata),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _provision_row(provision: Provision) -> list[object]:
    children = [_provision_row(child) for child in provision.children]
    return [provision.anchor, provision.kind, provision.label, provision.title, *provision.span, children]


def _provision(row: Sequence[Any]) -> Provision:
    anchor, kind, label, title, start, end, children = row
    return Provision(
        anchor, kind, label, title, Span(start, end), tuple(_provision(child) for child in children)
    )


def _diagnostic_rows(diagnostics: Sequence[Diagnostic]) -> list[list[object]]:
    return [[found.code, found.message, found.span, found.page] for found in diagnostics]


def _diagnostics(rows: Sequence[Sequence[Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(code, message, None if span is None else Span(*span), page)
        for code, message, span, page in rows
    )
