"""`vkb index` and `vkb remove`: what changes a knowledge base."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.building import open_builder
from api.cli.options import EncoderName, Home, Json, check_identifiers
from api.cli.output import HEAD, notices, results, say, write, write_json
from api.cli.progress import watching
from api.opening import encoder_of_index
from api.schemas import IndexReport
from api.settings import load_settings
from indexer import models


def index(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", exists=True, help="Files and folders to index.")
    ],
    home: Home = None,
    encoder: EncoderName = None,
    *,
    history: Annotated[
        bool,
        typer.Option("--history", help="Also take in earlier versions from the git history of the folders."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Index files and folders.

    Unchanged files are left alone, changed ones replaced, and those gone from an indexed folder removed. A file that cannot be read
    is one line in the report; the run goes on.
    """
    settings = load_settings(home=home, encoder=encoder)
    with open_builder(settings) as builder, watching(notices(), "Indexing") as progress:
        report = builder.index(paths, progress, history=history)
    _show(report, settings.home, as_json=as_json)
    if _nothing_indexed(report):
        say("vkb: nothing could be indexed" if report.failures else "vkb: no files found there")
        raise typer.Exit(1)


def remove(
    document_ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Document ids, as `vkb search` prints them.")
    ],
    home: Home = None,
    *,
    as_json: Json = False,
) -> None:
    """Remove documents from the index; their files stay where they are."""
    check_identifiers(document_ids)
    settings = load_settings(home=home)
    encoder_of_index(settings.home)  # removing from nothing is an error, and must not make a knowledge base
    with open_builder(settings) as builder:
        report = builder.remove(document_ids)
    _show(report, settings.home, as_json=as_json)


def _nothing_indexed(report: models.IndexReport) -> bool:
    return report.added + report.updated + report.unchanged + report.removed == 0


def _show(report: models.IndexReport, home: Path, *, as_json: bool) -> None:
    if as_json:
        write_json(IndexReport.of(report))
        return
    console = results()
    write(console, Text(f"{home}, generation {report.generation}", style=HEAD))
    for line in _summary(report):
        write(console, line, indent=2)
    if report.failures:
        write(console, Text("Could not be indexed", style=HEAD))
    for failure in report.failures:
        write(console, _failure_line(failure), indent=2)


def _failure_line(failure: models.Failure) -> str:
    """Messages of readers begin with the path; others get it in front."""
    message = " ".join(failure.message.split())
    return message if message.startswith(failure.source) else f"{failure.source}: {message}"


def _summary(report: models.IndexReport) -> list[str]:
    changes = (
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, {report.removed:,} removed, "
        f"{len(report.failures):,} failed"
    )
    rate = (
        f", {report.embedded / report.seconds:,.0f} passages/s" if report.embedded and report.seconds else ""
    )
    work = f"{report.provisions:,} provisions, {report.passages:,} passages ({report.embedded:,} embedded) in {report.seconds:.1f} s{rate}"
    documents = len({document_id for document_id, _ in report.warnings})
    notes = f"{len(report.warnings):,} notes on {documents:,} documents: --json lists them, with the reports of their files"
    return [changes, work, *_quality(report), *([notes] if report.warnings else [])]


def _quality(report: models.IndexReport) -> list[str]:
    """How the files were read, in a line; silent when none was."""
    found = report.quality
    if not found.documents:
        return []
    formats = ", ".join(f"{count:,} {name}" for name, count in found.formats.items())
    unknown = "" if found.unknown_words is None else f", {found.unknown_words:.1%} unknown words"
    return [
        f"{formats}; {found.ocr_pages:,} pages read by OCR, {found.repaired:,} characters repaired{unknown}; "
        f"{found.doubtful:,} documents to look at"
    ]
