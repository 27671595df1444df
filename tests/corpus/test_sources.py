import os
import unicodedata
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.sources.folder import find_files


def _ids(*paths: Path) -> list[str]:
    return [file.document_id for file in find_files(paths)]


def _fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Điều 1.", encoding="utf-8")
    return folder


def test_ids_are_the_root_and_the_path_below_it(tmp_path: Path) -> None:
    root = _fill(tmp_path / "luật", "b.txt", "vi/982-qd-ttg.md", "ko/주택법.md", "a.pdf")
    assert _ids(root) == ["luật/a.pdf", "luật/b.txt", "luật/ko/주택법.md", "luật/vi/982-qd-ttg.md"]


def test_a_file_named_itself_has_its_bare_name_and_always_counts(tmp_path: Path) -> None:
    root = _fill(tmp_path, "table.csv", ".hidden.txt")
    assert _ids(root / "table.csv", root / ".hidden.txt") == ["table.csv", ".hidden.txt"]


@pytest.mark.parametrize(
    "name",
    [
        ".git/config.txt",
        ".DS_Store",
        "__MACOSX/law.pdf",
        "node_modules/readme.md",
        "~$draft.docx",
        "report.pdf.crdownload",
        "draft.md~",
        "Thumbs.db",
        "thumbs.db",
        "setup.py",
        "pyproject.toml",
        "manifest.jsonl",
        "qrels.TSV",
        "corpus.jsonl.gz",
    ],
)
def test_what_no_person_would_call_a_document_is_left_out(tmp_path: Path, name: str) -> None:
    assert _ids(_fill(tmp_path / "root", "law.md", name)) == ["root/law.md"]


@pytest.mark.parametrize(
    "name", ["scan.png", "laws.zip", "law.hwp", "no-suffix", "data.xml", "law.txt.gz", "README.md"]
)
def test_what_may_hold_a_document_is_kept_for_the_readers_to_judge(tmp_path: Path, name: str) -> None:
    assert _ids(_fill(tmp_path / "root", name)) == [f"root/{name}"]


def test_loops_of_links_end_and_linked_folders_count_once(tmp_path: Path) -> None:
    root = _fill(tmp_path / "root", "a/law.md")
    (root / "a" / "up").symlink_to(root)
    (root / "b").symlink_to(root / "a")
    (root / "gone.md").symlink_to(root / "nowhere.md")
    assert _ids(root) == ["root/a/law.md"]


def test_a_path_met_twice_comes_once_under_the_first_root(tmp_path: Path) -> None:
    root = _fill(tmp_path / "root", "a/law.md", "b.md")
    assert _ids(root / "a", root, root) == ["a/law.md", "root/b.md"]


def test_decomposed_names_give_composed_ids_and_paths_that_open(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "đề án.md")
    (found,) = find_files([_fill(tmp_path / "root", name)])
    assert found.document_id == "root/đề án.md"
    assert found.path.read_text(encoding="utf-8") == "Điều 1."


def test_bytes_that_are_no_utf8_are_escaped_in_the_id(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    path = os.fsencode(root) + b"/\xb9\xfd.txt"
    Path(os.fsdecode(path)).write_text("법", encoding="utf-8")
    (found,) = find_files([root])
    assert found.document_id == "root/\\xb9\\xfd.txt"
    assert found.path.exists()


def test_a_path_that_does_not_exist_is_refused_before_anything_is_given(tmp_path: Path) -> None:
    root = _fill(tmp_path / "root", "law.md")
    with pytest.raises(ReadError, match="no such file or folder"):
        next(find_files([root, tmp_path / "typo"]))


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert _ids(tmp_path) == []
