"""Reports: what was measured on a test collection, as a value, as JSON and as a table for people."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.evaluation import measures
from kb.evaluation.measures import Grades
from kb.evaluation.significance import randomisation_test

MEASURES = ("ndcg@10", "recall@10", "recall@100", "mrr@10")


@dataclass(frozen=True, slots=True)
class SystemReport:
    """How one system did.

    Attributes:
        values: For each measure the value of each query, in the order of the collection's queries.
    """

    values: Mapping[str, tuple[float, ...]]

    @property
    def means(self) -> dict[str, float]:
        """Mean over the queries of each measure, rounded to four places; finer differences mean nothing."""
        return {name: round(math.fsum(values) / len(values), 4) for name, values in self.values.items()}


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """How every system did on one test collection.

    Attributes:
        name: Of the set.
        query_ids: The judged queries; the values of each system follow their order.
        seconds: Wall time, indexing included.
        embedded: Passages that had to be embedded; 0 when the index was in the cache.
        systems: By name.
    """

    name: str
    query_ids: tuple[str, ...]
    seconds: float
    embedded: int
    systems: Mapping[str, SystemReport]

    def as_json(self) -> dict[str, object]:
        """`{"set", "queries", "seconds", "systems": {"lexical": {"ndcg@10", …}, …}}`."""
        return {
            "set": self.name,
            "queries": len(self.query_ids),
            "seconds": round(self.seconds, 1),
            "systems": {name: system.means for name, system in self.systems.items()},
        }

    def p_value(self, first: str, second: str, measure: str = "ndcg@10") -> float:
        """Two-sided p value of the difference between two systems (paired randomisation test)."""
        return randomisation_test(self.systems[first].values[measure], self.systems[second].values[measure])


def measure(ranking: Sequence[str], grades: Grades) -> dict[str, float]:
    """Every reported measure of one ranking, by name."""
    return {
        "ndcg@10": measures.ndcg(ranking, grades, 10),
        "recall@10": measures.recall(ranking, grades, 10),
        "recall@100": measures.recall(ranking, grades, 100),
        "mrr@10": measures.reciprocal_rank(ranking, grades, 10),
    }


def system_report(measured: Sequence[Mapping[str, float]]) -> SystemReport:
    """The report of a system from the measures of each query, in the order of the queries."""
    return SystemReport({name: tuple(values[name] for values in measured) for name in MEASURES})


def table(reports: Iterable[EvaluationReport]) -> str:
    """A Markdown table of several sets, a row for each system."""
    lines = [
        f"| set | queries | system | {' | '.join(MEASURES)} | seconds |",
        f"|---|---|---|{'---|' * len(MEASURES)}---|",
    ]
    for report in reports:
        for name, system in report.systems.items():
            values = " | ".join(f"{system.means[measure]:.4f}" for measure in MEASURES)
            lines.append(
                f"| {report.name} | {len(report.query_ids)} | {name} | {values} | {report.seconds:.0f} |"
            )
    return "\n".join(lines)
