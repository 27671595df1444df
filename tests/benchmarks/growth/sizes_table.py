"""Growth as a table: a row for each size."""

from tests.benchmarks.growth.steps import Step, Steps
from tests.benchmarks.machine import shown
from tests.benchmarks.summary import figure, grid

_HEAD = (
    "passages",
    "documents",
    "indexing without embedding, passages/s",
    "a change of 100 passages, s",
    "the first search after it, s",
    "query, p50 and p95, ms",
    "recall@10",
    "ten nearest vectors, ms (exact)",
    "memory of a reader, private, MB",
    "disk, MB",
    "first answer of a new process, s",
)


def sizes_table(steps: Steps) -> str:
    """As Markdown, with how it was measured."""
    return f"{shown(steps.circumstances)}\n\n{grid(_HEAD, map(_row, steps.sizes))}"


def _row(step: Step) -> list[str]:
    query, recall = (figure(step.at("query_ms", part)) for part in ("p50", "p95")), step.at("recall", "at_10")
    nearest, exact = (figure(step.at("recall", engine)) for engine in ("index_ms", "exact_ms"))
    return [
        f"{step.at('passages'):,.0f}",
        f"{step.at('documents'):,.0f}",
        figure(step.at("rate")),
        figure(step.at("commit_s")),
        figure(step.at("first_search_s")),
        " and ".join(query),
        figure(recall),
        f"{nearest} ({exact})",
        figure(step.at("memory_mb", "private")),
        figure(step.at("disk_mb")),
        figure(step.at("first_answer_s")),
    ]
