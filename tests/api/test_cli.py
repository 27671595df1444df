"""The command line: what it prints, and how it ends."""

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import Result

Vkb = Callable[..., Result]

DECISION = "laws/vi/decision.md"


def test_version_and_help(vkb: Vkb) -> None:
    assert vkb("--version").stdout == f"vkb {version('vkb')}\n"
    helped = vkb("--help")
    assert helped.exit_code == 0
    for command in ("index", "search", "read", "parse", "show", "status", "remove", "serve", "evaluate"):
        assert command in helped.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["nonsense"],
        ["search", "a", "--colour"],
        ["read", "/nowhere/at.all"],
        ["search", "a", "-k", "x"],
    ],
)
def test_wrong_usage_exits_with_2(vkb: Vkb, arguments: list[str]) -> None:
    assert vkb(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["search", " "], "the query is empty"),
        (["search", "a", "-k", "0"], "limit is 0"),
        (["search", "a", "--type", "nonsense"], "qd (Quyết định)"),
        (["search", "a", "--issuer", "nobody"], "ttg (Thủ tướng Chính phủ)"),
        (["search", "a", "--lang", "fr"], "language is 'fr'"),
        (["search", "a", "--from", "yesterday"], "issued_from is 'yesterday'"),
        (["show", "laws/vi/none.md"], "laws/vi/none.md"),
        (["show", f"{DECISION}#dieu-99"], "#dieu-99"),
        (["remove", "laws/vi/none.md"], "laws/vi/none.md"),
        (["serve", "--port", "70000"], "--port is 70000"),
        (["show", "\udcff"], "is not UTF-8"),
        (["remove", "\udcff"], "is not UTF-8"),
        (["search", "\udcff"], "query is"),
        (["status", "--home", "/nowhere/at/all"], "vkb index PATH"),
    ],
)
def test_errors_are_one_line_and_exit_with_1(vkb: Vkb, arguments: list[str], says: str) -> None:
    result = vkb(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("vkb: ")
    assert says in result.stderr


def test_a_wrong_variable_is_one_line(vkb: Vkb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VKB_PORT", "eight")
    result = vkb("search", "đô thị")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "VKB_PORT is 'eight'" in result.stderr


def test_search_shows_what_a_reader_needs(vkb: Vkb) -> None:
    result = vkb("search", "trung tâm điều hành giám sát", "-k", "2")
    assert result.exit_code == 0
    first, rest = result.stdout.split("\n", 1)
    assert first.startswith(" 1. ")
    assert "Phê duyệt đề án thử nghiệm đô thị thông minh" in first
    for part in (
        "101/QĐ-TTg",
        "2018-08-01",
        "Điều 1. Phạm vi",
        "Trung tâm điều hành",
        "words #1",
        "Also searched (ko): trung tâm → ",
        "generation 1",
    ):
        assert part in rest
    assert f"{DECISION}#dieu-1" in rest


def test_a_pipe_gets_whole_lines(vkb: Vkb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = vkb("search", "trung tâm điều hành giám sát").stdout.splitlines()
    assert any("Trung tâm điều hành giám sát dữ liệu <giao thông> & năng lượng." in line for line in lines)
    assert not any(line != line.rstrip() for line in lines)


def test_search_as_json_is_the_http_answer(vkb: Vkb, client: TestClient) -> None:
    printed = json.loads(
        vkb(
            "search", "quy hoạch đô thị", "-k", "4", "--lang", "vi", "--type", "QĐ", "--type", "tt", "--json"
        ).stdout
    )
    answered = client.post(
        "/v1/search",
        json={"query": "quy hoạch đô thị", "limit": 4, "language": "vi", "types": ["QĐ", "tt"]},
    ).json()
    assert printed.pop("took_ms") >= 0
    assert answered.pop("took_ms") >= 0
    assert printed["hits"]
    assert printed == answered


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        (DECISION, f"/v1/documents/{DECISION}"),
        ("101/QĐ-TTg", f"/v1/documents/{DECISION}"),
        (f"{DECISION}#dieu-1.khoan-2", f"/v1/provisions/{DECISION}%23dieu-1.khoan-2"),
    ],
)
def test_show_as_json_is_the_http_answer(vkb: Vkb, client: TestClient, identifier: str, path: str) -> None:
    assert json.loads(vkb("show", identifier, "--json").stdout) == client.get(path).json()


def test_show_prints_the_tree_and_the_provision(vkb: Vkb) -> None:
    tree = vkb("show", "101/QĐ-TTg").stdout
    assert "Điều 2. Trách nhiệm" in tree
    assert "dieu-1.khoan-1" in tree
    provision = vkb("show", f"{DECISION}#dieu-2").stdout
    assert "Bộ Xây dựng hướng dẫn quy hoạch đô thị thông minh." in provision


def test_status_lists_the_documents(vkb: Vkb, client: TestClient) -> None:
    printed = json.loads(vkb("status", "--json").stdout)
    answered = client.get("/v1/status").json()
    assert (printed["documents"], printed["generation"]) == (answered["documents"], answered["generation"])
    listed = vkb("status").stdout
    assert DECISION in listed
    assert "hashing" in listed


def test_read_and_parse_a_file(vkb: Vkb, library_folder: Path) -> None:
    file = str(library_folder / "vi" / "decision.md")
    text = vkb("read", file)
    assert text.exit_code == 0
    assert "Điều 2. Trách nhiệm" in text.stdout
    read = json.loads(vkb("read", file, "--json").stdout)
    assert (read["report"]["format"], read["metadata"]["number"]) == ("markdown", "101/QĐ-TTg")
    parsed = json.loads(vkb("parse", file, "--json").stdout)
    assert parsed["header"]["work_id"] == "vn/qd/ttg/2018/101"
    assert parsed["language"] == "vi"
    assert "dieu-1.khoan-1" in vkb("parse", file).stdout


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a sound file, a mislabelled one and one that cannot be read."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    decision = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 101/QĐ-TTg\nQUYẾT ĐỊNH\nĐiều 1. Phạm vi điều chỉnh của quyết định này là cả nước."
    (folder / "101-qd-ttg.txt").write_text(decision, encoding="utf-8")
    (folder / "202-qd-ttg.txt").write_text(decision, encoding="utf-16")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


def test_reports_of_a_folder_name_the_doubtful_first_and_the_failed_last(vkb: Vkb, mixed: Path) -> None:
    result = vkb("read", str(mixed), "--report")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].endswith("202-qd-ttg.txt  look at: name_number_conflict")
    assert "utf-16-le (it begins with the byte order mark)" in result.stdout
    assert sum(line.startswith("failed: ") and "broken.pdf" in line for line in lines) == 1
    assert lines.index("2 read, 1 failed") > max(i for i, line in enumerate(lines) if "broken.pdf" in line)
    assert "Phạm vi điều chỉnh của quyết định" not in result.stdout


def test_reports_as_json_hold_everything(vkb: Vkb, mixed: Path) -> None:
    printed = json.loads(vkb("read", str(mixed), "--report", "--json").stdout)
    doubtful, sound, failed = printed["files"]
    assert doubtful["concerns"] == ["name_number_conflict"]
    assert [note["code"] for note in doubtful["diagnostics"]] == ["name_number_conflict"]
    assert (sound["header"]["number"], sound["language"]) == ("101/QĐ-TTg", "vi")
    assert sound["report"]["encoding_evidence"] == "all its bytes are valid UTF-8"
    assert (failed["failure"]["error"], failed["report"]) == ("DamagedFileError", None)
    assert printed["summary"]["formats"] == {"text": 2}
    assert printed["summary"]["failures"] == {"DamagedFileError": 1}


def test_reports_of_nothing_readable_exit_with_1(vkb: Vkb, mixed: Path) -> None:
    result = vkb("read", str(mixed / "broken.pdf"), "--report")
    assert (result.exit_code, "nothing could be read" in result.stderr) == (1, True)
    assert vkb("read", str(mixed)).exit_code == 2
    assert vkb("read", str(mixed / "101-qd-ttg.txt"), str(mixed / "202-qd-ttg.txt")).exit_code == 2


def test_reading_what_is_no_text_is_one_line(vkb: Vkb, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    result = vkb("read", str(broken))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "broken.pdf" in result.stderr


def test_index_reports_and_remembers(vkb: Vkb, library_folder: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    empty = library_folder / "ko" / "empty.txt"
    empty.write_text("", encoding="utf-8")
    try:
        first = vkb("index", str(library_folder), "--home", home, "--encoder", "hashing")
        again = json.loads(vkb("index", str(library_folder), "--home", home, "--json").stdout)
    finally:
        empty.unlink()
    assert first.exit_code == 0
    assert "3 added, 0 updated, 0 unchanged, 0 removed, 1 failed" in first.stdout
    assert sum("empty.txt" in line for line in first.stdout.splitlines()) == 1
    assert "3 markdown; 0 pages read by OCR" in first.stdout
    assert (again["unchanged"], again["embedded"], len(again["failures"])) == (3, 0, 1)
    assert (again["reports"], again["quality"]["failures"]) == ({}, {"EmptyFileError": 1})
    removed = vkb("remove", DECISION, "--home", home)
    assert "1 removed" in removed.stdout
    assert vkb("show", DECISION, "--home", home).exit_code == 1


def test_index_of_nothing_readable_exits_with_1(vkb: Vkb, tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    home = str(tmp_path / "home")
    none = vkb("index", str(folder), "--home", home, "--encoder", "hashing")
    assert (none.exit_code, "no files found" in none.stderr) == (1, True)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    unreadable = vkb("index", str(folder), "--home", home, "--encoder", "hashing")
    assert unreadable.exit_code == 1
    assert "empty.txt" in unreadable.stdout
    assert "nothing could be indexed" in unreadable.stderr


def test_removing_from_nothing_makes_nothing(vkb: Vkb, tmp_path: Path) -> None:
    assert vkb("remove", "laws/a.md", "--home", str(tmp_path / "none")).exit_code == 1
    assert not (tmp_path / "none").exists()


def _write_lines(path: Path, records: list[dict[str, str]]) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny-set"
    folder.mkdir()
    _write_lines(
        folder / "corpus.jsonl",
        [
            {"_id": "1", "title": "", "text": "đô thị thông minh và quy hoạch đô thị"},
            {"_id": "2", "title": "", "text": "nuôi trồng thủy sản ven biển"},
        ],
    )
    _write_lines(folder / "queries.jsonl", [{"_id": "q1", "text": "đô thị thông minh"}])
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\t1\t1\n", encoding="utf-8")
    return folder


def test_evaluate_prints_the_measures(vkb: Vkb, test_set: Path) -> None:
    result = vkb("evaluate", str(test_set), "--encoder", "hashing", "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["set"], report["queries"]) == ("tiny-set", 1)
    assert list(report["systems"]) == ["lexical", "dense", "fused", "full"]
    lexical = report["systems"]["lexical"]
    assert lexical["means"]["ndcg@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    assert lexical["values"]["rr@10"] == {"q1": 1.0}
    again = vkb("evaluate", str(test_set), "--encoder", "hashing")
    assert "0 passages embedded" in again.stderr
    assert "| tiny-set | 1 | full | 1.000 ±0.000 |" in again.stdout


def test_evaluate_compares_with_saved_runs(vkb: Vkb, test_set: Path, tmp_path: Path) -> None:
    saved = vkb("evaluate", str(test_set), "--encoder", "hashing", "--save-run", str(tmp_path / "runs"))
    assert saved.exit_code == 0, saved.output
    (tmp_path / "other.run").write_text("q1 Q0 2 1 2.5 other\nq1 Q0 1 2 1.5 other\n")
    run = str(tmp_path / "other.run")
    told = vkb("evaluate", str(test_set), "--encoder", "hashing", "--compare", run).stdout
    assert "| full | other | ndcg@10 | +0.3691 | 1.0000 | 1/0/0 |" in told
    assert "- full against other, ndcg@10, gains: q1 0.631 → 1.000\n" in told
    result = vkb(
        "evaluate", str(test_set), "--encoder", "hashing", "--compare", str(tmp_path / "runs"), "--json"
    )
    compared = json.loads(result.stdout)["comparisons"]
    assert {(found["system"], found["run"]) for found in compared} == {
        (name, name) for name in ("lexical", "dense", "fused", "full")
    }
    assert {found["ties"] for found in compared} == {1}


def test_a_query_that_may_not_be_asked_is_told(vkb: Vkb, test_set: Path) -> None:
    _write_lines(test_set / "queries.jsonl", [{"_id": "q1", "text": "đô thị " * 400}])
    result = vkb("evaluate", str(test_set), "--encoder", "hashing")
    assert "q1 may not be asked" in result.stderr


def test_evaluating_what_is_no_collection_is_one_line(vkb: Vkb, tmp_path: Path) -> None:
    result = vkb("evaluate", str(tmp_path), "--encoder", "hashing")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
