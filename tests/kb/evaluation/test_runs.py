"""Runs in the form of TREC: what is written is read back, by others too, and the order is that of trec_eval."""

import random
from pathlib import Path

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CollectionError
from kb.evaluation import measures
from kb.evaluation.runs import find_runs, read_run, write_run

IDS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=6)


@given(run=st.dictionaries(IDS, st.lists(IDS, unique=True, min_size=1, max_size=20).map(tuple), max_size=4))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, run: dict[str, tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("runs") / "a.run"
    write_run(path, run, "vkb")
    assert read_run(path) == run


def test_the_six_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.run"
    write_run(path, {"q1": ("민법/법률#제1조", "b")}, "vkb-full")
    assert path.read_text(encoding="utf-8") == "q1 Q0 민법/법률#제1조 1 2 vkb-full\nq1 Q0 b 2 1 vkb-full\n"


def test_scores_decide_and_then_the_larger_id(tmp_path: Path) -> None:
    path = tmp_path / "a.run"
    path.write_text("q1 Q0 a 1 0.5 x\nq1 Q0 c 2 2e0 x\n\nq1\tQ0\tb\t3\t0.5\tx\r\n", newline="")
    assert read_run(path) == {"q1": ("c", "b", "a")}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_equal_scores_is_that_of_trec_eval(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    documents = [f"d{number}" for number in range(40)]
    grades = {document: chance.choice([0, 1, 2]) for document in documents[::2]} | {"d1": 1}
    lines = [f"q Q0 {document} 0 {chance.choice([1, 2, 3])} x" for document in chance.sample(documents, 30)]
    path = tmp_path / "a.run"
    path.write_text("\n".join(lines))
    qrels = [ir_measures.Qrel("q", document, grade) for document, grade in grades.items()]
    run = ir_measures.read_trec_run(str(path))  # type: ignore[no-untyped-call]
    theirs = ir_measures.nDCG(cutoff=10).calc_aggregate(qrels, run)
    assert measures.ndcg(read_run(path)["q"], grades, 10) == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("q1 Q0 a 1 0.5 x\nq1 Q0 b 2 0.4\n", "line 2: six fields between white space are expected, not 5"),
        ("q1 Q0 a 1 best x\n", "line 1: the score 'best' is no number"),
        ("q1 Q0 a 1 nan x\n", "line 1: the score 'nan' is no number"),
        ("q1 Q0 a 1 2 x\n\nq1 Q0 a 2 1 x\n", "line 3: a comes twice for q1"),
    ],
)
def test_what_is_not_in_form(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.run"
    path.write_text(content)
    with pytest.raises(CollectionError) as raised:
        read_run(path)
    assert message in str(raised.value)


@pytest.mark.parametrize("run", [{"q 1": ("a",)}, {"q1": ("Điều 2",)}, {"q1": ("",)}])
def test_ids_that_the_form_cannot_hold(tmp_path: Path, run: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(CollectionError, match="no white space"):
        write_run(tmp_path / "a.run", run, "vkb")


def test_runs_of_a_folder_are_found_by_the_name_of_the_set(tmp_path: Path) -> None:
    for name in ("law.full.run", "law.other.run", "law-cited.full.run", "law.qrels"):
        (tmp_path / name).touch()
    assert list(find_runs(tmp_path, "law")) == ["full", "other"]
    assert find_runs(tmp_path / "law.full.run", "law") == {"full": tmp_path / "law.full.run"}
    assert list(find_runs(tmp_path / "law.full.run", "any")) == ["law.full"]
    with pytest.raises(CollectionError, match=r"it would be called tax\.NAME\.run"):
        find_runs(tmp_path, "tax")
