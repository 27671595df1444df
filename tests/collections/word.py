"""DOCX with the heading styles of Word, tables, and document properties."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument

from tests.collections.archives import zip_again
from tests.collections.source import Block, Heading, Source, Table


def render_docx(source: Source) -> bytes:
    """The document in python-docx's default template."""
    document = docx.Document()
    _set_properties(document, source)
    for block in source.blocks:
        _add(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return zip_again(buffer.getvalue())


def _set_properties(document: WordDocument, source: Source) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "VKB"
    properties.title = source.metadata["title"]
    properties.subject = source.metadata["subject"]
    properties.keywords = source.metadata["keywords"]
    properties.language = source.metadata["lang"]
    properties.comments = ""
    properties.created = properties.modified = datetime.fromisoformat(source.metadata["date"]).replace(
        tzinfo=UTC
    )


def _add(document: WordDocument, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=min(block.level, 4))
    elif isinstance(block, Table):
        _add_table(document, block)
    else:
        document.add_paragraph(block.text)


def _add_table(document: WordDocument, table: Table) -> None:
    grid = document.add_table(rows=len(table.rows), cols=len(table.rows[0]), style="Table Grid")
    for row, cells in zip(grid.rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
