"""`vkb show` and `vkb status`: what a knowledge base holds."""

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.options import Home, Json, check_identifiers
from api.cli.output import HEAD, SOFT, results, say, write, write_json
from api.cli.reading import show_header, show_tree
from api.opening import open_base
from api.schemas import DocumentDetail, ProvisionDetail, StatusResponse
from api.settings import load_settings
from corpus.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase
from kb.models import StoredDocument, StoredProvision
from kb.query import Query


def show(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a document or a provision, a document number, or a citation."
        ),
    ],
    home: Home = None,
    *,
    as_json: Json = False,
) -> None:
    """Show a document with its tree of provisions, or one provision with its text."""
    check_identifiers([identifier])
    with open_base(load_settings(home=home)) as base:
        found = find(base, identifier)
    if isinstance(found, StoredDocument):
        if as_json:
            write_json(DocumentDetail.of(found))
        else:
            _show_document(results(), found)
    elif as_json:
        write_json(ProvisionDetail.of(found))
    else:
        _show_provision(results(), found)


def status(home: Home = None, *, as_json: Json = False) -> None:
    """Show what the knowledge base holds and how it was built."""
    with open_base(load_settings(home=home)) as base:
        found = StatusResponse.of(base.status())
        titles = [(record.document_id, record.title) for record in base.documents()]
    if as_json:
        write_json(found)
    else:
        _show_status(results(), found, titles)


def find(base: KnowledgeBase, identifier: str) -> StoredDocument | StoredProvision:
    """What an id, a document number or a citation names; of several documents the best match, with a note on the others.

    Raises:
        NotFoundError: Nothing here has this id or answers to this number.
    """
    try:
        return base.document(identifier)
    except NotFoundError:
        if "#" in identifier:
            return base.provision(identifier)
    return _find_named(base, identifier)


def _find_named(base: KnowledgeBase, citation: str) -> StoredDocument | StoredProvision:
    reference = base.search(Query(citation, limit=1)).reference
    if reference is None or reference.unresolved:
        raise NotFoundError(citation)
    first, *others = reference.provision_ids or reference.document_ids
    if others:
        say(f"vkb: {citation} may also mean {', '.join(others)}")
    return base.provision(first) if reference.provision_ids else base.document(first)


def _show_document(console: Console, found: StoredDocument) -> None:
    record, content = found.record, found.content
    show_header(console, record.header, record.language, content.text)
    counts = (
        f"{record.characters:,} characters, {record.provisions:,} provisions, {record.passages:,} passages"
    )
    for name, value in (("id", record.document_id), ("source", record.source), ("size", counts)):
        write(console, Text.assemble((f"{name:<10}", SOFT), value), 2)
    write(console, "")
    for child in content.root.children:
        show_tree(console, child, content.text)


def _show_provision(console: Console, found: StoredProvision) -> None:
    write(console, Text(found.record.title, style=HEAD))
    place = " › ".join(found.path)
    pages = ", ".join(str(page.number) for page in found.pages)
    for line in (found.record.header.number, place, f"page {pages}" if len(found.pages) else None):
        if line:
            write(console, Text(line, style=SOFT))
    write(console, Text(found.provision_id, style=SOFT))
    write(console, "")
    write(console, found.text)


def _show_status(console: Console, found: StatusResponse, titles: list[tuple[str, str]]) -> None:
    passages = ", ".join(f"{count:,} {language}" for language, count in found.passages.items())
    lines = {
        "home": found.home,
        "generation": f"{found.generation} of {found.created_at}",
        "documents": f"{found.documents:,}",
        "passages": passages,
        "encoder": f"{found.encoder} ({found.dimension} dimensions)",
        "recall": ", ".join(f"{language} {share:.3f}" for language, share in found.recall.items()),
        "disk": f"{found.disk_bytes / 1e6:,.1f} MB",
    }
    for name, value in lines.items():
        write(console, Text.assemble((f"{name:<12}", SOFT), value))
    write(console, "")
    for document_id, title in titles:
        write(console, Text.assemble(document_id, ("" if title == document_id else f"  {title}", SOFT)))
