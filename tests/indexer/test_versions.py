"""Histories: earlier versions of the files of a git checkout become expressions of their own."""

import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.sources.legalize import find_versions
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.models import DocumentRecord, Filters
from indexer.seams import Encoder

FILE = "kr/시험도시법/법률.md"
Commit = Callable[[Mapping[str, str | None]], None]


def law(day: str, number: str, body: str = "이 법은 시험한다.", title: str = "시험도시법") -> str:
    front = f"제목: {title}\n법령MST: 1\n법령ID: '010719'\n법령구분: 법률\n소관부처:\n- 국토교통부\n공포일자: {day}\n"
    return f"---\n{front}공포번호: '{number}'\n시행일자: {day}\n상태: 시행\n---\n\n# {title}\n\n##### 제1조 (목적)\n\n{body}\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "legalize-kr"
    folder.mkdir()
    _git(folder, "init", "-q", "-b", "main")
    return folder


@pytest.fixture
def commit(checkout: Path) -> Commit:
    """Call with texts by path; None deletes the file."""

    def write(files: Mapping[str, str | None]) -> None:
        for path, text in files.items():
            (checkout / path).parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                (checkout / path).unlink()
            else:
                (checkout / path).write_text(text, encoding="utf-8")
        _git(checkout, "add", "-A")
        _git(checkout, "commit", "-q", "-m", "version")

    return write


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True)


def ids(folder: Path) -> list[str]:
    return [version.document_id for version in find_versions(folder)]


def held(home: Path) -> dict[str, DocumentRecord]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        return {record.document_id: record for record in backend.documents(Filters())}


def test_every_earlier_day_of_effect_is_a_version(checkout: Path, commit: Commit) -> None:
    commit({FILE: law("2008-03-28", "1"), "README.md": "# no law\n"})
    commit({FILE: law("2017-09-22", "14718")})
    commit({FILE: law("2017-09-22", "14718", "이 법은 시험을 한다.")})
    commit({FILE: law("2020-02-27", "16631")})
    found = list(find_versions(checkout))
    assert [version.document_id for version in found] == [
        f"legalize-kr/{FILE}@2017-09-22",
        f"legalize-kr/{FILE}@2008-03-28",
    ]
    assert "시험을 한다" in found[0].content.decode()


def test_the_last_text_of_a_deleted_law_is_a_version_too(checkout: Path, commit: Commit) -> None:
    commit({FILE: law("2008-03-28", "1"), "kr/b.md": law("2010-01-01", "2")})
    commit({FILE: None})
    assert ids(checkout) == [f"legalize-kr/{FILE}@2008-03-28"]


def test_a_folder_inside_the_checkout_has_its_own_history(checkout: Path, commit: Commit) -> None:
    commit({FILE: law("2008-03-28", "1"), "etc/a.md": law("2008-03-28", "2")})
    commit({FILE: law("2017-09-22", "3"), "etc/a.md": law("2017-09-22", "4")})
    assert ids(checkout / "etc") == ["etc/a.md@2008-03-28"]


def test_a_folder_without_git_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with pytest.raises(ReadError, match="no git checkout"):
        ids(tmp_path / "plain")


def test_versions_are_indexed_once_and_go_with_their_history(
    checkout: Path, commit: Commit, home: Path, encoder: Encoder
) -> None:
    commit({FILE: law("2008-03-28", "1", title="시험시골법")})
    commit({FILE: law("2020-02-27", "16631")})
    with IndexBuilder(home, encoder) as builder:
        first = builder.index([checkout], history=True)
        again = builder.index([checkout], history=True)
        plain = builder.index([checkout])
    assert (first.added, again.unchanged, again.added, plain.removed) == (2, 2, 0, 0)
    records = held(home)
    assert {record.header.work_id for record in records.values()} == {"kr/act/010719"}
    assert records[f"legalize-kr/{FILE}@2008-03-28"].header.effective == "2008-03-28"
    _git(checkout, "checkout", "-q", "--orphan", "anew")
    commit({FILE: law("2020-02-27", "16631")})
    with IndexBuilder(home, encoder) as builder:
        assert builder.index([checkout], history=True).removed == 1
    assert list(held(home)) == [f"legalize-kr/{FILE}"]
