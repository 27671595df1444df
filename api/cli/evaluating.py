"""`vkb evaluate`: how well the index answers the queries of a test collection."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.cli.options import EncoderName, Json
from api.cli.output import notices, results
from api.cli.progress import watching
from api.opening import open_named_encoder
from api.schemas import EvaluationReport
from api.settings import load_settings
from kb.evaluation.evaluate import evaluate as evaluate_collection
from kb.evaluation.report import MEASURES


def evaluate(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="EVAL_DIR...",
            exists=True,
            file_okay=False,
            help="Folders with corpus.jsonl[.gz], queries.jsonl and qrels.tsv.",
        ),
    ],
    encoder: EncoderName = None,
    *,
    as_json: Json = False,
) -> None:
    """Measure nDCG@10, Recall@10, Recall@100 and MRR@10 of lexical, dense and fused search.

    The index of a corpus is kept in the cache, so that a second set over the same corpus embeds nothing. --json prints one line a set.
    """
    settings = load_settings(encoder=encoder)
    engine = open_named_encoder(settings)
    for folder in folders:
        with watching(notices(), f"{folder.name}") as progress:
            measured = evaluate_collection(folder, engine, settings.cache / "evaluation", progress)
        report = EvaluationReport.of(measured)
        if as_json:
            typer.echo(report.model_dump_json())
        else:
            results().print(_table(report))


def _table(report: EvaluationReport) -> Table:
    title = (
        f"{report.set}: {report.queries} queries, {report.seconds:.1f} s, {report.embedded} passages embedded"
    )
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("system")
    for name in MEASURES:
        table.add_column(name, justify="right")
    for name, means in report.systems.items():
        table.add_row(name, *(f"{means[measure]:.4f}" for measure in MEASURES))
    return table
