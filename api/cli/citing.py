"""`vkb cite`, `vkb check`, `vkb audit` and `vkb timeline`: the law between documents, and in time."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.options import AsOf, Home, Json, check_identifiers
from api.cli.output import HEAD, SOFT, results, write, write_json
from api.cli.telling import ASIDE, one_line, show_event, status_line
from api.opening import open_base
from api.schemas import (
    AuditEntry,
    AuditResponse,
    CheckResponse,
    CitationLink,
    CitationList,
    CitationsRequest,
    Finding,
    TimelineResponse,
)
from api.settings import load_settings
from corpus.document import parse_document
from corpus.readers import read_file
from kb.citator.models import FAULTS

FAULTY = 1
"""Exit code of a check that found something wrong, as linters have it."""

_BAD = "bold red"
_MOST = 1_000


def cite(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id, number, work id or title of a document; `<document>#<anchor>` for a provision.",
        ),
    ],
    home: Home = None,
    *,
    by: Annotated[bool, typer.Option("--by", help="What cites it, in place of what it cites.")] = False,
    as_json: Json = False,
) -> None:
    """List what a document or a provision cites, or with --by what cites it."""
    check_identifiers([identifier])
    request = CitationsRequest(id=identifier, direction="cited_by" if by else "cites", limit=_MOST)
    with open_base(load_settings(home=home)) as base:
        links = base.cited_by(identifier) if by else base.cites(identifier)
        found = CitationList.of(base.generation, links, request)
    if as_json:
        write_json(found)
        return
    console = results()
    for link in found.citations:
        _show_link(console, link, by=by)
    here = sum(bool(link.meant.document_ids) for link in found.citations)
    summary = f"{found.total:,} citations; {here:,} of the {len(found.citations):,} shown lead to documents that are here"
    write(console, Text(summary, style=SOFT))


def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="The draft, in any format that `vkb read` knows.",
        ),
    ],
    home: Home = None,
    as_of: AsOf = None,
    *,
    as_json: Json = False,
) -> None:
    """Check every citation of a draft; exits with 1 when one is wrong."""
    draft = parse_document(read_file(file))
    with open_base(load_settings(home=home)) as base:
        report = CheckResponse.of(base.check(draft, as_of))
    if as_json:
        write_json(report)
    else:
        _show_check(results(), report)
    if report.faults:
        raise typer.Exit(FAULTY)


def audit(home: Home = None, as_of: AsOf = None, *, as_json: Json = False) -> None:
    """List references to dead law, and documents that rest on law that was changed since."""
    with open_base(load_settings(home=home)) as base:
        report = AuditResponse.of(base.audit(as_of))
    if as_json:
        write_json(report)
        return
    console, before = results(), ""
    for entry in report.entries:
        if entry.document_id != before:
            write(console, Text(entry.document_id, style=HEAD))
        _show_entry(console, entry)
        before = entry.document_id
    summary = (
        f"{len(report.entries):,} references to mend as of {report.on}; {report.citations:,} citations, "
        f"{report.resolved:,} of documents that are here"
    )
    write(console, Text(summary, style=SOFT))


def timeline(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Work id, number or title of a law, or the id of one of its documents."
        ),
    ],
    home: Home = None,
    as_of: AsOf = None,
    *,
    as_json: Json = False,
) -> None:
    """Show what happened to a law, and whether it is in force."""
    check_identifiers([identifier])
    with open_base(load_settings(home=home)) as base:
        found = TimelineResponse.of(base.generation, base.timeline(identifier, as_of))
    if as_json:
        write_json(found)
    else:
        _show_timeline(results(), found)


def _show_link(console: Console, link: CitationLink, *, by: bool) -> None:
    targets = link.meant.provision_ids or link.meant.document_ids[:1]
    other = [link.source] if by else list(targets) or ["(not in this knowledge base)"]
    reach = f"  {link.reach}" if by and link.reach != "exact" else ""
    write(console, Text.assemble(one_line(link.text), (reach, ASIDE)))
    for line in other:
        write(console, Text(line, style=SOFT), 4)


def _show_check(console: Console, report: CheckResponse) -> None:
    for finding in report.findings:
        _show_finding(console, finding, f"line {report.text.count(chr(10), 0, finding.span.start) + 1}")
    open_ends = sum(
        finding.verdict not in FAULTS and finding.verdict != "exists" for finding in report.findings
    )
    summary = f"{len(report.findings):,} citations as of {report.on}: {report.faults:,} wrong, {open_ends:,} to look at"
    write(console, Text(summary, style=HEAD))


def _show_finding(console: Console, finding: Finding, place: str) -> None:
    style = _BAD if finding.verdict in FAULTS else SOFT if finding.verdict == "exists" else ASIDE
    verdict = finding.verdict.replace("_", " ")
    write(console, Text.assemble((f"{place}: ", SOFT), (verdict, style), f"  {one_line(finding.text)}"))
    if finding.verdict != "exists":
        write(console, finding.message, 4)
    if finding.suggestion:
        write(console, Text(f"→ {finding.suggestion}"), 4)


def _show_entry(console: Console, entry: AuditEntry) -> None:
    place = f"{'basis, ' if entry.basis else ''}{entry.source.rpartition('#')[2] or 'document'}"
    _show_finding(console, entry.finding, f"  {place}")


def _show_timeline(console: Console, found: TimelineResponse) -> None:
    write(console, Text(found.title, style=HEAD))
    write(console, Text(found.work, style=SOFT))
    write(console, Text.assemble((f"on {found.validity.on}: ", SOFT), status_line(found.validity)))
    for expression in found.expressions:
        period = f"{expression.valid_from or '?'} – {expression.valid_to or ''}"
        write(console, Text.assemble((f"{period:<24}", SOFT), expression.document_id), 2)
    for event in found.events:
        show_event(console, event)
