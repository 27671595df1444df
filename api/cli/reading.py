"""`vkb read` and `vkb parse`: files as text and as a tree, without touching any index."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.options import Json
from api.cli.output import HEAD, SOFT, results, write, write_json
from api.cli.reports import report_files, show_diagnostics, show_report
from api.schemas import ParseResponse, ReadResponse
from corpus.document import parse_document
from corpus.header.details import read_details
from corpus.models import Document, Header, Provision
from corpus.readers import read_file
from corpus.structure.history import amended_on

_FORMATS = "PDF, DOCX, HTML, HWP, HWPX, Markdown or text."
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help=_FORMATS)]


def read(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", exists=True, help=f"{_FORMATS} With --report folders too."),
    ],
    *,
    report: Annotated[
        bool, typer.Option("--report", help="Only how the files were read: one block a file, and a summary.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read one file: its text and its quality report; with --report the reports of many."""
    if report:
        report_files(files, as_json=as_json)
        return
    if len(files) > 1 or files[0].is_dir():
        raise typer.BadParameter("give one file, or --report for the reports of many")
    _show_text(files[0], as_json=as_json)


def _show_text(file: Path, *, as_json: bool) -> None:
    source = read_file(file)
    if as_json:
        write_json(ReadResponse.of(str(file), source))
        return
    console = results()
    show_report(console, source.report)
    for name, value in source.metadata.items():
        write(console, Text(f"{name}: {value}", style=SOFT))
    write(console, "")
    write(console, source.text)


def parse(file: File, *, as_json: Json = False) -> None:
    """Understand one file: header, tree of provisions, what it says of other law, and what the parsers noticed."""
    document = parse_document(read_file(file), file.name)
    if as_json:
        write_json(ParseResponse.of(str(file), document))
    else:
        show_document(results(), document)


def show_document(console: Console, document: Document) -> None:
    """Header, tree and diagnostics of a document."""
    show_header(console, document.header, document.language, document.text)
    write(console, "")
    for child in document.root.children:
        show_tree(console, child, document.text)
    _show_law(console, document)
    show_diagnostics(console, (*document.source.report.diagnostics, *document.diagnostics))


def _show_law(console: Console, document: Document) -> None:
    """What it says of other law and of its own effect: counts, and the sentences that act."""
    counts = f"{len(document.citations):,} citations, {len(document.relations):,} relations, {len(document.effects):,} statements on effect"
    write(console, "")
    write(console, Text(f"{counts}: --json lists them all", style=HEAD))
    for relation in document.relations:
        ends = [end.raw if end else "this document" for end in (relation.actor, relation.target)]
        _show_statement(console, relation.kind, relation.date, f"{ends[0]} → {ends[1]}")
    for effect in document.effects:
        what = ", ".join(effect.anchors) or "this document"
        _show_statement(console, effect.kind, effect.date, f"{what}: {effect.evidence.of(document.text)}")


def _show_statement(console: Console, kind: str, date: str | None, text: str) -> None:
    line = _shorten(" ".join(text.split()), 160)
    write(console, Text.assemble((f"{kind.replace('_', ' '):<14}{date or '':<12}", SOFT), line), 2)


def show_header(console: Console, header: Header, language: str, text: str) -> None:
    """What a document says of itself, a line for each thing that is known."""
    details = read_details(text, header)
    write(console, Text(header.title or "(untitled)", style=HEAD))
    known = {
        "number": header.number,
        "symbol": details.symbol,
        "disputed": ", ".join(header.aliases),
        "type": header.type,
        "issuer": header.issuer_name or header.issuer,
        "issued": header.issued,
        "enacted": details.first_issued,
        "effective": header.effective,
        "place": details.place,
        "ministry": details.ministry,
        "to": "; ".join(details.addressees),
        "signer": header.signer,
        "identity": header.work_id,
        "language": language,
    }
    for name, value in known.items():
        if value:
            write(console, Text.assemble((f"{name:<10}", SOFT), value), 2)


def show_tree(console: Console, provision: Provision, text: str, depth: int = 0) -> None:
    """A line for each provision: its heading, or its first words where it has no title, its anchor, and when Korean law changed it."""
    amended = amended_on(text, provision).text
    first_line = provision.span.of(text).strip().partition("\n")[0]
    line = Text.assemble(
        _shorten(provision.heading if provision.title else first_line, 90),
        (f"  {provision.anchor}", SOFT),
        (f"  amended {', '.join(amended)}" if amended else "", SOFT),
    )
    write(console, line, 2 * depth)
    for child in provision.children:
        show_tree(console, child, text, depth + 1)


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
