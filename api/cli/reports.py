"""`vkb read --report`: how files were read, one block a file and a summary, without their text."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from api.cli.output import FOUND, HEAD, SOFT, notices, results, say, write, write_json
from api.cli.progress import watching
from api.schemas import Diagnostic as DiagnosticSchema
from api.schemas import Failure, FileReport, ReportResponse, RunQuality
from api.schemas import Header as HeaderSchema
from api.schemas import QualityReport as QualityReportSchema
from corpus import quality
from corpus.cores import cores
from corpus.document import parse_document
from corpus.errors import VkbError
from corpus.models import Diagnostic, Header, Language, QualityReport
from corpus.quality import concerns, summarise
from corpus.readers import read_file
from corpus.sources.folder import SourceFile, find_files


@dataclass(frozen=True, slots=True)
class _Understood:
    """What the report says of one document; its text is not kept."""

    source: str
    language: Language
    header: Header
    report: QualityReport
    diagnostics: tuple[Diagnostic, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        return concerns(self.report, self.diagnostics)


@dataclass(frozen=True, slots=True)
class _Failed:
    source: str
    error: VkbError


def report_files(paths: Sequence[Path], *, as_json: bool) -> None:
    """Read files, and those of folders, and print only how that went. Ends with exit code 1 when none could be read."""
    files = list(find_files(paths))
    with watching(notices(), "Reading") as progress:
        progress.started(len(files), 0)
        outcomes = list[_Understood | _Failed]()
        for outcome in _outcomes(files):
            outcomes.append(outcome)
            progress.file_done(outcome.source, "failed" if isinstance(outcome, _Failed) else "unchanged", 0)
    read = sorted(
        (one for one in outcomes if isinstance(one, _Understood)), key=lambda one: -len(one.concerns)
    )
    failed = [one for one in outcomes if isinstance(one, _Failed)]
    _print(read, failed, as_json=as_json)
    if not read:
        say("vkb: nothing could be read" if failed else "vkb: no files found there")
        raise typer.Exit(1)


def _outcomes(files: Iterable[SourceFile]) -> Iterator[_Understood | _Failed]:
    """In the order of the files; several are read at once, each in its own process."""
    executor = ThreadPoolExecutor(max_workers=cores())
    try:
        yield from executor.map(_understand, files)
    finally:
        executor.shutdown(cancel_futures=True)


def _understand(file: SourceFile) -> _Understood | _Failed:
    try:
        document = parse_document(read_file(file.path), file.path.name)
    except VkbError as error:
        return _Failed(str(file.path), error)
    return _Understood(
        str(file.path), document.language, document.header, document.source.report, document.diagnostics
    )


def _print(read: Sequence[_Understood], failed: Sequence[_Failed], *, as_json: bool) -> None:
    summary = summarise(
        ((one.report, one.diagnostics) for one in read), (type(one.error).__name__ for one in failed)
    )
    if as_json:
        write_json(
            ReportResponse(
                summary=RunQuality.of(summary), files=(*map(_as_schema, read), *map(_failure, failed))
            )
        )
        return
    console = results()
    for one in read:
        _show(console, one)
    for failure in failed:
        write(console, Text.assemble(("failed: ", FOUND), " ".join(str(failure.error).split())))
    _show_summary(console, summary)


def _as_schema(one: _Understood) -> FileReport:
    return FileReport(
        source=one.source,
        language=one.language,
        header=HeaderSchema.of(one.header),
        report=QualityReportSchema.of(one.report),
        diagnostics=tuple(map(DiagnosticSchema.of, one.diagnostics)),
        concerns=one.concerns,
    )


def _failure(one: _Failed) -> FileReport:
    failure = Failure(source=one.source, error=type(one.error).__name__, message=str(one.error))
    return FileReport(source=one.source, failure=failure)


def _show(console: Console, one: _Understood) -> None:
    doubts = f"  look at: {', '.join(one.concerns)}" if one.concerns else ""
    write(console, Text.assemble((one.source, HEAD), (doubts, FOUND)))
    named = " ".join(part for part in (one.header.number, one.header.title) if part)
    write(console, Text(f"{one.language}, {named or '(untitled)'}", style=SOFT), 2)
    show_report(console, one.report, 2)
    show_diagnostics(console, one.diagnostics, 2)


def show_report(console: Console, report: QualityReport, indent: int = 0) -> None:
    """A quality report: what the file is, what is empty, recognised or doubtful in it, and its warnings."""
    for line in _sentences(report):
        write(console, line, indent)
    show_diagnostics(console, report.diagnostics, indent)


def _sentences(report: QualityReport) -> Iterator[str]:
    encoding = f", {report.encoding} ({report.encoding_evidence or 'as given'})" if report.encoding else ""
    pages = f"{report.pages:,} page{'s' if report.pages != 1 else ''}"
    unknown = "" if report.unknown_words is None else f", {report.unknown_words:.1%} unknown words"
    size = f"{pages}, {report.characters:,} characters, {report.repaired:,} repaired"
    yield f"{report.format}{encoding}, {size}{unknown}"
    if report.empty_pages:
        yield f"pages without text: {_page_ranges(report.empty_pages)}"
    if report.ocr_pages:
        pages = ", ".join(f"{page.number} ({page.confidence:.0%})" for page in report.ocr_pages)
        yield f"pages read by OCR, with its confidence: {pages}"


def _page_ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours joined: `1, 3-5, 9`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, ends)) for ends in ranges)


def show_diagnostics(console: Console, diagnostics: Iterable[Diagnostic], indent: int = 0) -> None:
    """A line for each, with its place."""
    for found in diagnostics:
        places = [f"page {found.page}"] if found.page else []
        places += [f"characters {found.span.start}-{found.span.end}"] if found.span else []
        place = f" ({', '.join(places)})" if places else ""
        write(console, Text.assemble((f"{found.code}: ", SOFT), f"{found.message}{place}"), indent)


def _show_summary(console: Console, summary: quality.RunQuality) -> None:
    failed = sum(summary.failures.values())
    write(console, Text(f"{summary.documents:,} read, {failed:,} failed", style=HEAD))
    for counts in (summary.formats, summary.failures):
        if counts:
            write(console, ", ".join(f"{count:,} {name}" for name, count in counts.items()), 2)
    if summary.documents:
        for line in _totals(summary):
            write(console, line, 2)


def _totals(summary: quality.RunQuality) -> Iterator[str]:
    confidence = "" if summary.ocr_confidence is None else f", mean confidence {summary.ocr_confidence:.0%}"
    yield f"{summary.pages:,} pages: {summary.empty_pages:,} without text, {summary.ocr_pages:,} read by OCR{confidence}"
    unknown = "" if summary.unknown_words is None else f", {summary.unknown_words:.1%} unknown words"
    yield f"{summary.characters:,} characters, {summary.repaired:,} repaired{unknown}"
    yield f"{summary.doubtful:,} documents to look at"
