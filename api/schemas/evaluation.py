"""The measures of one test collection."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from kb.evaluation import comparison, report
from kb.evaluation.systems import FULL


class MeanValue(Schema):
    """The mean of a measure over the queries."""

    mean: Annotated[float, Field(description="mean over the queries")]
    low: Annotated[float, Field(description="lower end of its 95 % interval (percentile bootstrap)")]
    high: Annotated[float, Field(description="upper end of it")]

    @classmethod
    def of(cls, mean: report.Mean) -> Self:
        """A mean with its interval."""
        return cls(mean=mean.value, low=mean.low, high=mean.high)


class SystemMeasures(Schema):
    """How one system did."""

    means: Annotated[dict[str, MeanValue], Field(description="by measure")]
    values: Annotated[
        dict[str, dict[str, float]], Field(description="by measure, the value of each query by its id")
    ]
    ms_per_query: Annotated[float, Field(description="median wall time of a query, its embedding included")]
    wins: Annotated[int, Field(description="queries with a larger nDCG@10 than in the system `full`")]
    losses: Annotated[int, Field(description="queries with a smaller one")]
    refused: Annotated[
        list[str], Field(description="queries that may not be asked, too long; they measure 0")
    ]

    @classmethod
    def of(cls, measured: report.SystemReport, beside: comparison.Comparison) -> Self:
        """The measures of a system, and how it stands beside `full`."""
        return cls(
            means={name: MeanValue.of(mean) for name, mean in measured.means.items()},
            values={name: dict(values) for name, values in measured.values.items()},
            ms_per_query=measured.milliseconds,
            wins=len(beside.gains),
            losses=len(beside.losses),
            refused=list(measured.refused),
        )


class QueryChange(Schema):
    """What a query measures in a system and in the run it is compared with."""

    query_id: Annotated[str, Field(description="id of the query")]
    value: Annotated[float, Field(description="in the system")]
    baseline: Annotated[float, Field(description="in the run")]


class SystemComparison(Schema):
    """One measure of a system beside a run."""

    system: Annotated[str, Field(description="the system")]
    run: Annotated[str, Field(description="name of the run")]
    measure: Annotated[str, Field(description="the measure")]
    difference: Annotated[float, Field(description="mean of the system less mean of the run")]
    p_value: Annotated[float, Field(description="two-sided, of the paired randomisation test")]
    ties: Annotated[int, Field(description="queries that are equal")]
    gains: Annotated[
        list[QueryChange], Field(description="queries that the system answers better, best gain first")
    ]
    losses: Annotated[
        list[QueryChange], Field(description="queries that the run answers better, worst loss first")
    ]

    @classmethod
    def of(cls, found: comparison.Comparison) -> Self:
        """A comparison."""
        return cls(
            system=found.system,
            run=found.baseline,
            measure=found.measure,
            difference=round(found.difference, 6),
            p_value=round(found.p_value, 6),
            ties=found.ties,
            gains=_changes(found.gains),
            losses=_changes(found.losses),
        )


class EvaluationReport(Schema):
    """How every system did on one test collection."""

    set: Annotated[str, Field(description="name of the test collection")]
    queries: Annotated[int, Field(description="number of judged queries")]
    seconds: Annotated[float, Field(description="wall time, indexing included")]
    embedded: Annotated[int, Field(description="passages embedded; 0 when the index was in the cache")]
    systems: Annotated[dict[str, SystemMeasures], Field(description="by name; `full` is what users get")]
    comparisons: Annotated[
        list[SystemComparison], Field(description="beside the runs of --compare, by system, run and measure")
    ]

    @classmethod
    def of(cls, measured: report.EvaluationReport, compared: Sequence[comparison.Comparison] = ()) -> Self:
        """The report of an evaluation, with comparisons if there are any."""
        beside = measured.against(FULL)
        return cls(
            set=measured.name,
            queries=len(measured.query_ids),
            seconds=round(measured.seconds, 1),
            embedded=measured.embedded,
            systems={
                name: SystemMeasures.of(system, beside[name]) for name, system in measured.systems.items()
            },
            comparisons=[SystemComparison.of(found) for found in compared],
        )


def _changes(pairs: Sequence[comparison.Pair]) -> list[QueryChange]:
    return [
        QueryChange(query_id=pair.query_id, value=round(pair.value, 6), baseline=round(pair.baseline, 6))
        for pair in pairs
    ]
