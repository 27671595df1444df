"""Reports: tables worked by hand, comparison with saved runs, and files that other tools read."""

from pathlib import Path

import ir_measures
import pytest

from corpus.errors import CollectionError
from kb.evaluation.qrels import Qrels
from kb.evaluation.report import EvaluationReport, Mean, SystemReport, comparison_table, measure_run, table
from kb.evaluation.runs import Run, write_run

QRELS: Qrels = {"q1": {"a": 1}, "q2": {"c": 1}, "q3": {"e": 1}, "unasked": {"a": 1}}
WORSE: Run = {"q1": ("b", "a"), "q2": ("d",), "q3": ("e",)}
BETTER: Run = {"q1": ("a", "b"), "q2": ("c", "d"), "q3": ("x", "e")}


def system(run: Run) -> SystemReport:
    return SystemReport(run, measure_run(run, QRELS), (0.5, 0.002, 0.001))


@pytest.fixture
def report() -> EvaluationReport:
    return EvaluationReport("small", QRELS, 1.26, 0, {"lexical": system(WORSE), "full": system(BETTER)})


def test_means(report: EvaluationReport) -> None:
    # 1 / log2(3) = 0.6309; the mean of three draws from three values reaches the smallest and the largest in 1 of 27.
    assert report.query_ids == ("q1", "q2", "q3")
    assert report.systems["full"].means["ndcg@10"] == Mean(0.877, 0.6309, 1)
    assert report.systems["lexical"].means["rr@10"] == Mean(0.5, 0, 1)


def test_the_table(report: EvaluationReport) -> None:
    head, *rows = table([report], "full").splitlines()
    assert head.startswith(
        "| set | queries | system | ndcg@10 | recall@10 | recall@100 | rr@10 | ap@100 | success@10 |"
    )
    assert head.endswith("| ms a query | wins/losses against full |")
    assert rows == [
        "|---|---|---|---|---|---|---|---|---|---|---|",
        "| small | 3 | lexical | 0.544 ±0.500 | 0.667 ±0.500 | 0.667 ±0.500 | 0.500 ±0.500 | 0.500 ±0.500 | 0.667 ±0.500 | 2 | 1/2 |",
        "| small | 3 | full | 0.877 ±0.185 | 1.000 ±0.000 | 1.000 ±0.000 | 0.833 ±0.250 | 0.833 ±0.250 | 1.000 ±0.000 | 2 |  |",
    ]


def test_systems_beside_one_of_them(report: EvaluationReport) -> None:
    beside = report.against("full")["lexical"]
    assert beside.difference == pytest.approx((0.6309 - 1 + 0 - 1 + 1 - 0.6309) / 3, abs=1e-4)
    # Of the 8 exchanges of signs of (-0.369, -1, 0.369) those with |sum| of at least 1: all but the four with two against one.
    assert beside.p_value == 6 / 8
    assert [pair.query_id for pair in beside.losses] == ["q2", "q1"]
    assert [(pair.query_id, pair.value) for pair in beside.gains] == [("q3", 1)]
    assert beside.ties == 0


def test_saved_runs_give_the_same_values_here_and_elsewhere(report: EvaluationReport, tmp_path: Path) -> None:
    report.save(tmp_path)
    compared = report.compared(tmp_path)
    assert {(found.system, found.baseline) for found in compared} == {
        ("lexical", "lexical"),
        ("full", "full"),
    }
    assert all((found.difference, found.ties, found.p_value) == (0, 3, 1) for found in compared)
    qrels = ir_measures.read_trec_qrels(str(tmp_path / "small.qrels"))  # type: ignore[no-untyped-call]
    run = ir_measures.read_trec_run(str(tmp_path / "small.lexical.run"))  # type: ignore[no-untyped-call]
    theirs = ir_measures.nDCG(cutoff=10).calc_aggregate(qrels, run)
    assert theirs == pytest.approx(report.systems["lexical"].means["ndcg@10"].value, abs=1e-4)


def test_a_run_of_another_tool_may_leave_out_queries(report: EvaluationReport, tmp_path: Path) -> None:
    path = tmp_path / "tool.run"
    write_run(path, {"q1": ("a",), "elsewhere": ("a",)}, "tool")
    found = next(one for one in report.compared(path) if one.system == "full" and one.measure == "ndcg@10")
    assert [(pair.query_id, pair.baseline) for pair in found.pairs] == [("q1", 1), ("q2", 0), ("q3", 0)]
    assert comparison_table([found]).splitlines()[2:] == [
        "| full | tool | ndcg@10 | +0.5436 | 0.5000 | 2/0/1 |"
    ]


def test_a_run_on_another_set(report: EvaluationReport, tmp_path: Path) -> None:
    path = tmp_path / "tool.run"
    write_run(path, {"elsewhere": ("a",)}, "tool")
    with pytest.raises(CollectionError, match="answers no query of small"):
        report.compared(path)
