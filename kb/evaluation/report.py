"""Reports: what was measured on a test collection, as a value and as a table for people."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from corpus.errors import CollectionError
from kb.evaluation.comparison import Comparison, compare
from kb.evaluation.measures import MEASURES, measure
from kb.evaluation.qrels import Qrels, write_qrels
from kb.evaluation.runs import Run, find_runs, read_run, write_run
from kb.evaluation.significance import bootstrap_interval

MAIN_MEASURE = next(iter(MEASURES))


class Mean(NamedTuple):
    """The mean of a measure over the queries, with its 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class SystemReport:
    """How one system did.

    Attributes:
        run: Its ranking of each query, in the order of the collection's queries.
        values: By measure, then query id.
        seconds: Wall time of each query.
        refused: The queries that may not be asked (too long); they measure 0.
    """

    run: Run
    values: Mapping[str, Mapping[str, float]]
    seconds: tuple[float, ...]
    refused: tuple[str, ...] = ()

    @cached_property
    def means(self) -> dict[str, Mean]:
        """By measure, rounded to four places; finer differences mean nothing."""
        return {name: _mean(tuple(values.values())) for name, values in self.values.items()}

    @property
    def milliseconds(self) -> float:
        """Median of a query, to a tenth: the first loads analyzers."""
        return round(median(self.seconds) * 1_000, 1)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """How every system did on one test collection.

    Attributes:
        name: Of the set.
        qrels: The judgments.
        seconds: Wall time, indexing included.
        embedded: Passages that had to be embedded; 0 when the index was in the cache.
        systems: By name.
    """

    name: str
    qrels: Qrels
    seconds: float
    embedded: int
    systems: Mapping[str, SystemReport]

    @property
    def query_ids(self) -> tuple[str, ...]:
        """The judged queries."""
        return tuple(next(iter(self.systems.values())).run)

    def against(self, baseline: str) -> dict[str, Comparison]:
        """Every system beside one of them, by the main measure."""
        others = self.systems[baseline].values
        return {
            name: compare(name, system.values, baseline, others)[0] for name, system in self.systems.items()
        }

    def compared(self, place: Path) -> list[Comparison]:
        """Every system beside runs that were saved, by every measure.

        A system is compared with the run of its own name, else with all runs there are on this set. A query that a run leaves out
        measures 0.

        Args:
            place: A run, or a folder as `save` fills it.

        Raises:
            CollectionError: There is no run on this set, or it is not in the form of TREC.
        """
        runs = {name: self._measured(path) for name, path in find_runs(place, self._file_name).items()}
        return [
            comparison
            for name, system in self.systems.items()
            for other, values in runs.items()
            if other == name or name not in runs
            for comparison in compare(name, system.values, other, values)
        ]

    def save(self, folder: Path) -> None:
        """Write the run of each system as `<set>.<system>.run` and the judgments as `<set>.qrels`, in the forms of TREC.

        Raises:
            CollectionError: An id has white space in it, which these forms cannot hold.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for name, system in self.systems.items():
            write_run(folder / f"{self._file_name}.{name}.run", system.run, f"vkb-{name}")
        judged = {query_id: self.qrels[query_id] for query_id in self.query_ids}
        write_qrels(folder / f"{self._file_name}.qrels", judged)

    @property
    def _file_name(self) -> str:
        return quote(self.name, safe="")

    def _measured(self, path: Path) -> dict[str, dict[str, float]]:
        run = read_run(path)
        if run.keys().isdisjoint(self.query_ids):
            raise CollectionError(path, f"answers no query of {self.name}: it is a run on another set")
        return measure_run({query_id: run.get(query_id, ()) for query_id in self.query_ids}, self.qrels)


def measure_run(run: Run, qrels: Qrels) -> dict[str, dict[str, float]]:
    """Every reported measure of every query of a run: by measure, then query id."""
    measured = {query_id: measure(ranking, qrels[query_id]) for query_id, ranking in run.items()}
    return {name: {query_id: values[name] for query_id, values in measured.items()} for name in MEASURES}


def table(reports: Iterable[EvaluationReport], baseline: str) -> str:
    """A Markdown table of several sets, a row for each system.

    Means stand with half the width of their 95 % interval; wins and losses are queries whose main measure is larger or smaller than
    that of the baseline.

    Args:
        reports: The sets.
        baseline: The system that the others are counted against.
    """
    measures = " | ".join(MEASURES)
    head = f"| set | queries | system | {measures} | ms a query | wins/losses against {baseline} |"
    lines = [head, "|" + "---|" * head.count(" | ") + "---|"]
    for report in reports:
        beside = report.against(baseline)
        for name, system in report.systems.items():
            values = " | ".join(
                f"{mean.value:.3f} ±{(mean.high - mean.low) / 2:.3f}" for mean in system.means.values()
            )
            counts = "" if name == baseline else f"{len(beside[name].gains)}/{len(beside[name].losses)}"
            lines.append(
                f"| {report.name} | {len(report.query_ids)} | {name} | {values} | {system.milliseconds:.0f} | {counts} |"
            )
    return "\n".join(lines)


def comparison_table(comparisons: Iterable[Comparison]) -> str:
    """A Markdown table of comparisons, a row for each system, run and measure."""
    lines = ["| system | run | measure | difference | p | wins/losses/ties |", "|---|---|---|---|---|---|"]
    for found in comparisons:
        counts = f"{len(found.gains)}/{len(found.losses)}/{found.ties}"
        lines.append(
            f"| {found.system} | {found.baseline} | {found.measure} | {found.difference:+.4f} | {found.p_value:.4f} | {counts} |"
        )
    return "\n".join(lines)


def _mean(values: tuple[float, ...]) -> Mean:
    low, high = bootstrap_interval(values)
    return Mean(round(math.fsum(values) / len(values), 4), round(low, 4), round(high, 4))
