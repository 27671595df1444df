"""The measures of one test collection."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from kb.evaluation import report


class EvaluationReport(Schema):
    """How every system did on one test collection."""

    set: Annotated[str, Field(description="name of the test collection")]
    queries: Annotated[int, Field(description="number of judged queries")]
    seconds: Annotated[float, Field(description="wall time, indexing included")]
    embedded: Annotated[int, Field(description="passages embedded; 0 when the index was in the cache")]
    systems: Annotated[
        dict[str, dict[str, float]],
        Field(
            description="for each system the mean of each measure over the queries",
            examples=[{"fused": {"ndcg@10": 0.71, "recall@10": 0.8, "recall@100": 0.95, "mrr@10": 0.75}}],
        ),
    ]

    @classmethod
    def of(cls, measured: report.EvaluationReport) -> Self:
        """The report of an evaluation."""
        return cls(
            set=measured.name,
            queries=len(measured.query_ids),
            seconds=round(measured.seconds, 1),
            embedded=measured.embedded,
            systems={name: system.means for name, system in measured.systems.items()},
        )
