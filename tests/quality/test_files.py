"""The table of a folder: what it counts, and its measure of likeness."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.files import edits, main, similarity


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("Điều 1", "Điều 1", 0), ("ab", "ba", 2)],
)
def test_edits(one: str, other: str, expected: int) -> None:
    assert edits(one, other) == edits(other, one) == expected


@settings(max_examples=60, deadline=None)
@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_edits_are_those_of_the_plain_table(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, right in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (left != right))
    assert edits(one, other) == row[-1]


def test_likeness_is_a_share() -> None:
    assert similarity("", "") == similarity("제1조", "제1조") == 1
    assert similarity("abcd", "abxd") == 0.75
    assert similarity("abcd", "") == 0


def test_the_table_has_a_row_for_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Điều 1. Phạm vi\nđiều chỉnh", encoding="utf-8")
    (tmp_path / "a.ref.md").write_text("# Điều 1. **Phạm vi** điều chỉnh\n", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "manifest.tsv").write_text(
        "file\twords_certainly_in_text\na.txt\t<Điều 1><Điều 2>phạm  vi điều\nb.pdf\tx\n", encoding="utf-8"
    )
    main(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("| a.txt | text, utf-8 | 26 | ")
    assert lines[2].endswith("| 1/3 | 1.000 |")
    assert lines[3].startswith("| b.pdf | DamagedFileError | 0 | ")
    assert lines[-1].startswith("2 files: 1 read, 1 refused; 1 of 3 certain words found")
