"""`vkb evaluate`: how well the index answers the queries of a test collection."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import EncoderName, Json
from api.cli.output import notices, say
from api.cli.progress import watching
from api.opening import open_named_encoder
from api.schemas.evaluation import EvaluationReport
from api.settings import load_settings
from kb.evaluation.collection import read_collection
from kb.evaluation.comparison import Comparison, Pair
from kb.evaluation.evaluate import evaluate as evaluate_collection
from kb.evaluation.report import MAIN_MEASURE, comparison_table, table
from kb.evaluation.report import EvaluationReport as Measured
from kb.evaluation.systems import FULL

_SHOWN = 5
"""Queries with the greatest gains and losses that are shown; --json tells all."""


Collections = Annotated[
    list[Path],
    typer.Argument(
        metavar="EVAL_DIR...",
        exists=True,
        file_okay=False,
        help="Folders with corpus.jsonl[.gz], queries.jsonl and qrels.tsv (BEIR) or qrels.txt (TREC).",
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        metavar="RUN", exists=True, help="A run in TREC form, or a folder of --save-run, to compare with."
    ),
]
RunFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", file_okay=False, help="Write SET.SYSTEM.run and SET.qrels in TREC form there."
    ),
]


def evaluate(
    folders: Collections,
    compare: Baseline = None,
    save_run: RunFolder = None,
    encoder: EncoderName = None,
    *,
    as_json: Json = False,
) -> None:
    """Measure lexical, dense and fused ranking, and the full search that users get, a table a set.

    Means come with half the width of their 95 % interval. The index of a corpus is kept in the cache, so that a second set over the
    same corpus embeds nothing. --json prints one line a set, with the values of every query.
    """
    settings = load_settings(encoder=encoder)
    collections = [read_collection(folder) for folder in folders]
    engine = open_named_encoder(settings)
    for collection in collections:
        with watching(notices(), collection.name) as progress:
            measured = evaluate_collection(collection, engine, settings.cache / "evaluation", progress)
        compared = measured.compared(compare) if compare else []
        if save_run:
            measured.save(save_run)
        if as_json:
            typer.echo(EvaluationReport.of(measured, compared).model_dump_json())
        else:
            _print(measured, compared)


def _print(measured: Measured, compared: Sequence[Comparison]) -> None:
    say(f"{measured.name}: {measured.seconds:.1f} s, {measured.embedded} passages embedded")
    for query_id in measured.systems[FULL].refused:
        say(f"{measured.name}: {query_id} may not be asked: it is too long, and measures 0")
    typer.echo(table([measured], FULL) + "\n")
    if compared:
        typer.echo(comparison_table(compared) + "\n")
        typer.echo("\n".join(_changes(compared)) + "\n")


def _changes(compared: Sequence[Comparison]) -> Iterator[str]:
    """The queries with the greatest gains and losses by the main measure, a line for each system and run."""
    for found in compared:
        if found.measure == MAIN_MEASURE:
            beside = f"{found.system} against {found.baseline}, {found.measure}"
            yield f"- {beside}, gains: {_listed(found.gains)}"
            yield f"- {beside}, losses: {_listed(found.losses)}"


def _listed(pairs: Sequence[Pair]) -> str:
    shown = (f"{pair.query_id} {pair.baseline:.3f} → {pair.value:.3f}" for pair in pairs[:_SHOWN])
    return "; ".join(shown) or "none"
