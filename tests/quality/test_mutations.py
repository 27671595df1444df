"""A small run of the mutations and the quick bombs: a text or one named error of one line, each in its time."""

import random
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError
from corpus.readers import read_file
from tests.quality.bombs import BOMBS
from tests.quality.mutations import LIMITS, Outcome, mutated, mutations, outcome, outcomes
from tests.quality.originals import write_originals

COLLECTION = Path(__file__).parents[2] / "corpus" / "collections" / "smart-city"


def test_damaged_copies_of_every_format_are_read_or_refused(tmp_path: Path) -> None:
    paths = sorted(path for path in COLLECTION.rglob("*.*") if path.name != "README.md")
    found = list(outcomes(mutations([*paths, *write_originals(tmp_path)], 44, seed=3)))
    assert [one for one in found if one.fault] == []
    assert len({Path(one.name).suffix for one in found}) == 11
    assert len({one.result for one in found}) > 1


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("lying-directory.odt", "ReadLimitError"),
        ("nested.zip", "UnsupportedFormatError"),
        ("laughs.docx", "EmptyFileError"),
        ("laughs.hwpx", "DamagedFileError"),
        ("laughs.odt", "EmptyFileError"),
        ("laughs.xml", "EmptyFileError"),
        ("laughs.md", "text"),
        ("deep.rtf", "DamagedFileError"),
        ("repeated.odt", "text"),
        ("blanks.odt", "text"),
        ("spans.docx", "text"),
        ("spans.html", "text"),
        ("flate.pdf", "ReadLimitError"),
        ("ring.pdf", "DamagedFileError"),
        ("section.hwp", "ReadLimitError"),
        ("long-record.hwp", "DamagedFileError"),
    ],
)
def test_bombs(tmp_path: Path, name: str, result: str) -> None:
    found = outcome(tmp_path, name, BOMBS[name]())
    assert (found.result, found.fault) == (result, None), found.message


def test_a_message_of_a_library_in_two_lines_becomes_one() -> None:
    assert str(DamagedFileError("broken:\n  Invalid character", Path("a.hwpx"))).count("\n") == 0


def test_the_originals_are_sound(tmp_path: Path) -> None:
    for path in write_originals(tmp_path):
        source = read_file(path, LIMITS)
        assert source.report.format == path.suffix.removeprefix(".")
        assert len(source.text) > 30, path.name


def test_what_a_repetition_asks_for_is_not_made(tmp_path: Path) -> None:
    for name in ("repeated.odt", "blanks.odt", "spans.docx", "spans.html"):
        path = tmp_path / name
        path.write_bytes(BOMBS[name]())
        assert len(read_file(path, LIMITS).text) < 100_000, name


def test_a_seed_gives_the_same_copies_and_damage_changes_them() -> None:
    content = bytes(range(256)) * 8
    copies = [mutated(content, b"other", random.Random(seed)) for seed in range(30)]
    assert copies == [mutated(content, b"other", random.Random(seed)) for seed in range(30)]
    assert sum(copy != content for copy in copies) > 25


def test_faults_are_named() -> None:
    assert Outcome("a.pdf", "text", "", 1.0).fault is None
    assert Outcome("a.pdf", "DamagedFileError", "a.pdf: is broken", 1.0).fault is None
    assert Outcome("a.pdf", "text", "", LIMITS.seconds + 60).fault == "took 80 s"
    assert "more than one line" in (Outcome("a.pdf", "ReadError", "a\nb", 1.0).fault or "")
    assert Outcome("a.pdf", "ReadError", "", 1.0).fault == "has no message"
