"""Law in time and between documents, through every face: HTTP, the command line and the pages."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import application
from api.settings import Settings
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder

OLD = """CHÍNH PHỦ

Số: 10/2021/NĐ-CP

Hà Nội, ngày 09 tháng 02 năm 2021

NGHỊ ĐỊNH
Về quản lý hồ chứa nước

Điều 1. Phạm vi
Nghị định này quy định việc quản lý hồ chứa nước.
Điều 2. Hiệu lực
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2021.
"""
NEW = """CHÍNH PHỦ

Số: 206/2026/NĐ-CP

Hà Nội, ngày 15 tháng 6 năm 2026

NGHỊ ĐỊNH
Về quản lý hồ chứa nước

Điều 1. Phạm vi
Nghị định này quy định việc quản lý hồ chứa nước và đập.
Điều 2. Hiệu lực
1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2026.
2. Nghị định này thay thế Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ về quản lý hồ chứa nước.
"""
GUIDE = """BỘ XÂY DỰNG

Số: 7/2024/TT-BXD

Hà Nội, ngày 15 tháng 3 năm 2024

THÔNG TƯ
Hướng dẫn vận hành hồ chứa

Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ về quản lý hồ chứa nước;

Điều 1. Phạm vi
Thông tư này hướng dẫn Điều 1 Nghị định số 10/2021/NĐ-CP.
Điều 2. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2024.
"""
DRAFT = """Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ về quản lý hồ chứa nước;
Thực hiện Điều 9 Nghị định số 206/2026/NĐ-CP và Điều 1 Nghị định số 206/2026/NĐ-CP.
"""

OLD_ID, NEW_ID, GUIDE_ID = "law/old.md", "law/new.md", "law/guide.md"
AFTER = "2026-08-01"


@pytest.fixture(scope="module")
def law_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decree, the one that replaces it, and a circular that rests on the old one."""
    folder = tmp_path_factory.mktemp("sources") / "law"
    folder.mkdir()
    for name, text in (("old.md", OLD), ("new.md", NEW), ("guide.md", GUIDE)):
        (folder / name).write_text(text, encoding="utf-8")
    home = tmp_path_factory.mktemp("kb") / "home"
    with IndexBuilder(home, HashingEncoder()) as builder:
        assert builder.index([folder]).added == 3
    return home


@pytest.fixture
def law(law_home: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application over them."""
    with TestClient(create_app(Settings(home=law_home, cache=tmp_path))) as client:
        yield client


@pytest.fixture
def run(law_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line over them."""
    monkeypatch.setenv("VKB_HOME", str(law_home))
    monkeypatch.setenv("NO_COLOR", "1")
    return lambda *arguments: CliRunner().invoke(application(), list(arguments))


def test_a_search_as_of_a_day(law: TestClient) -> None:
    def found(**asked: object) -> set[str]:
        answer = law.post("/v1/search", json={"query": "việc quản lý nước trong hồ", **asked}).json()
        return {hit["document_id"] for hit in answer["hits"]}

    assert found(as_of="2025-01-01") == {OLD_ID, GUIDE_ID}
    assert found(as_of=AFTER) == {NEW_ID, GUIDE_ID}
    assert found(as_of=AFTER, include=["repealed"]) == {OLD_ID, NEW_ID, GUIDE_ID}
    assert found(as_of="2020-01-01") == set()


def test_an_answer_says_what_it_left_out(law: TestClient) -> None:
    answer = law.get("/v1/search", params={"query": "hồ chứa", "as_of": AFTER}).json()
    assert (answer["as_of"], answer["left_out"]) == (AFTER, {"repealed": 1})
    asked = law.get(
        "/v1/search", params={"query": "văn bản nào thay thế 10/2021/NĐ-CP", "as_of": AFTER}
    ).json()
    assert asked["answer"]["kind"] == "replaced_by"
    assert [one["actor"] for one in asked["answer"]["events"]] == ["vn/nd/cp/2026/206"]
    named = law.get("/v1/search", params={"query": "10/2021/NĐ-CP", "as_of": AFTER}).json()["hits"][0]
    assert named["document_id"] == OLD_ID
    assert named["validity"]["status"] == "repealed"
    assert named["validity"]["causes"][0]["document_id"] == NEW_ID
    assert "thay thế" in named["validity"]["causes"][0]["text"]


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/v1/search", {"query": "a", "as_of": "2026"}),
        ("/v1/search", {"query": "a", "include": "everything"}),
        ("/v1/works/10/2021/NĐ-CP", {"as_of": "yesterday"}),
        ("/v1/audit", {"as_of": "2026-02-30"}),
        ("/v1/citations", {"id": OLD_ID, "direction": "sideways"}),
    ],
)
def test_what_cannot_be_read_is_a_problem(law: TestClient, path: str, parameters: dict[str, str]) -> None:
    answer = law.get(path, params=parameters)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/v1/works/vn/nd/cp/1999/1", "/v1/citations?id=nothing", "/v1/works/x/timeline"]
)
def test_what_is_not_here_is_not_found(law: TestClient, path: str) -> None:
    assert law.get(path).status_code == 404


@pytest.mark.parametrize("identifier", ["vn/nd/cp/2021/10", "10/2021/NĐ-CP", OLD_ID])
def test_a_work_and_its_timeline(law: TestClient, identifier: str) -> None:
    work = law.get(f"/v1/works/{identifier}", params={"as_of": "2026-06-30"}).json()
    assert (work["work"], work["validity"]["status"]) == ("vn/nd/cp/2021/10", "in_force")
    assert [one["document_id"] for one in work["expressions"]] == [OLD_ID]
    life = law.get(f"/v1/works/{identifier}/timeline", params={"as_of": AFTER}).json()
    assert (life["validity"]["status"], life["validity"]["since"]) == ("repealed", "2026-07-01")
    last = life["events"][-1]
    assert (last["date"], last["cause"]["kind"], last["actor"]) == (
        "2026-07-01",
        "replaces",
        "vn/nd/cp/2026/206",
    )


def test_citations_in_both_directions(law: TestClient) -> None:
    out = law.get("/v1/citations", params={"id": GUIDE_ID}).json()
    assert out["total"] == 2
    assert {one["meant"]["document_ids"][0] for one in out["citations"]} == {OLD_ID}
    back = law.get("/v1/citations", params={"id": f"{OLD_ID}#dieu-1", "direction": "cited_by"}).json()
    assert [one["source"] for one in back["citations"]] == [f"{GUIDE_ID}#dieu-1"]
    page = law.get("/v1/citations", params={"id": GUIDE_ID, "limit": 1, "offset": 1}).json()
    assert (page["total"], page["citations"]) == (2, out["citations"][1:])


def test_a_draft_as_text_and_as_a_file(law: TestClient) -> None:
    report = law.post("/v1/check", json={"text": DRAFT, "as_of": AFTER}).json()
    assert [one["verdict"] for one in report["findings"]] == ["repealed", "wrong_provision", "exists"]
    assert report["faults"] == 2
    first = report["findings"][0]
    assert "2026-07-01" in first["message"]
    assert first["suggestion"] == "Nghị định số 206/2026/NĐ-CP"
    for one in report["findings"]:
        assert report["text"][one["span"]["start"] : one["span"]["end"]] == one["text"]
    sent = law.post(
        "/v1/check/file",
        params={"as_of": AFTER},
        content=DRAFT.encode(),
        headers={"content-type": "application/octet-stream"},
    ).json()
    assert sent["findings"] == report["findings"]


def test_drafts_may_be_larger_than_questions(law_home: Path, tmp_path: Path) -> None:
    settings = Settings(home=law_home, cache=tmp_path, request_bytes=1_024, draft_bytes=4_096)
    with TestClient(create_app(settings)) as client:
        assert client.post("/v1/check", json={"text": "a" * 2_000}).status_code == 200
        assert client.post("/v1/check", json={"text": "a" * 5_000}).status_code == 413


def test_the_audit_finds_what_rests_on_dead_law(law: TestClient) -> None:
    report = law.get("/v1/audit", params={"as_of": AFTER}).json()
    found = [(one["document_id"], one["basis"], one["finding"]["verdict"]) for one in report["entries"]]
    assert found == [(GUIDE_ID, True, "repealed"), (GUIDE_ID, True, "repealed")]
    assert law.get("/v1/audit", params={"as_of": "2026-06-30"}).json()["entries"] == []


def test_the_commands_say_the_same(law: TestClient, run: Callable[..., Result], tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    checked = run("check", str(draft), "--as-of", AFTER, "--json")
    assert checked.exit_code == 1
    assert json.loads(checked.stdout) == law.post("/v1/check", json={"text": DRAFT, "as_of": AFTER}).json()
    for arguments, path in (
        (("cite", GUIDE_ID), f"/v1/citations?id={GUIDE_ID}&limit=1000"),
        (("cite", OLD_ID, "--by"), f"/v1/citations?id={OLD_ID}&direction=cited_by&limit=1000"),
        (("audit", "--as-of", AFTER), f"/v1/audit?as_of={AFTER}"),
        (("timeline", "10/2021/NĐ-CP", "--as-of", AFTER), f"/v1/works/10/2021/NĐ-CP/timeline?as_of={AFTER}"),
    ):
        printed = run(*arguments, "--json")
        assert printed.exit_code == 0
        assert json.loads(printed.stdout) == law.get(path).json()


def test_the_commands_are_readable(run: Callable[..., Result], tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    checked = run("check", str(draft), "--as-of", AFTER).stdout
    assert "line 1: repealed" in checked
    assert "→ Nghị định số 206/2026/NĐ-CP" in checked
    assert "3 citations as of 2026-08-01: 2 wrong, 0 to look at" in checked
    assert "line 2: not yet in force" in run("check", str(draft), "--as-of", "2026-06-30").stdout
    assert f"{OLD_ID}#dieu-1" in run("cite", GUIDE_ID).stdout
    assert "2 references to mend" in run("audit", "--as-of", AFTER).stdout
    assert "replaces by vn/nd/cp/2026/206" in run("timeline", OLD_ID).stdout
    found = run("search", "hồ chứa", "--as-of", AFTER, "--include", "repealed").stdout
    assert f"repealed since 2026-07-01  ({NEW_ID}#dieu-2.khoan-2)" in found
    assert "1 repealed" in run("search", "hồ chứa", "--as-of", AFTER).stdout
    told = run("search", "Nghị định 10/2021/NĐ-CP còn hiệu lực không", "--as-of", AFTER).stdout
    assert told.startswith("Nghị định 10/2021/NĐ-CP: repealed since 2026-07-01")
    assert "may be" not in told


def test_a_sound_draft_is_no_error(run: Callable[..., Result], tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Thực hiện Điều 1 Nghị định số 206/2026/NĐ-CP.\n", encoding="utf-8")
    assert run("check", str(draft), "--as-of", AFTER).exit_code == 0


def test_parse_shows_what_a_text_says_of_law(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text(NEW, encoding="utf-8")
    shown = run("parse", str(file)).stdout
    assert "replaces" in shown
    assert "effective     2026-07-01" in shown
    parsed = json.loads(run("parse", str(file), "--json").stdout)
    assert parsed["citations"][0]["work_id"] == "vn/nd/cp/2021/10"
    assert [one["kind"] for one in parsed["relations"]] == ["replaces"]
    assert "2026-07-01" in {one["date"] for one in parsed["effects"]}


def test_the_pages_show_validity(law: TestClient) -> None:
    page = law.get("/", params={"query": "hồ chứa", "as_of": AFTER, "ui": "en"}).text
    assert '<span class="status good">In force' in page
    assert "1 repealed" in page
    assert 'value="2026-08-01"' in page
    whole = law.get("/", params={"query": "hồ chứa", "as_of": AFTER, "include": "repealed", "ui": "vi"}).text
    assert '<span class="status dead">Hết hiệu lực' in whole
    assert 'value="repealed" checked' in whole
    assert "thay thế Nghị định số 10/2021/NĐ-CP" in whole
    empty = law.get("/", params={"query": "hồ chứa", "as_of": "2020-01-01", "ui": "ko"}).text
    assert "2020-01-01 기준 시행 중인 문서 가운데" in empty
    assert "시행 전 3건" in empty
    asked = law.get(
        "/", params={"query": "10/2021/NĐ-CP còn hiệu lực không", "as_of": AFTER, "ui": "vi"}
    ).text
    assert "Hiệu lực của 10/2021/NĐ-CP" in asked
    reading = law.get(f"/documents/{OLD_ID}", params={"ui": "ko"}).text
    assert '<span class="status dead">폐지' in reading
