import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import IndexLockedError, IndexMismatchError, NotFoundError, ReadError
from corpus.models import Document
from indexer.analysis import PassageText, packed_terms
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from indexer.models import Embeddings, IndexReport
from indexer.progress import Status
from indexer.seams import Analyzer, Encoder

Ranking = list[tuple[str, str, float]]
Make = Callable[..., Document]
Rank = Callable[..., dict[str, Ranking]]


class Watcher:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.bytes_left = 0
        self.done: list[tuple[str, Status]] = []
        self.steps: list[tuple[int, int]] = []

    def started(self, total_files: int, total_bytes: int) -> None:
        self.total = total_files
        self.bytes_left = total_bytes

    def file_done(self, document_id: str, status: Status, size: int) -> None:
        self.done.append((document_id, status))
        self.bytes_left -= size

    def embedded(self, passages: int, total_so_far: int) -> None:
        self.steps.append((passages, total_so_far))


class OtherEncoder(HashingEncoder):
    """The same recipe under another name and fingerprint."""

    @property
    def name(self) -> str:
        return "other"

    @property
    def fingerprint(self) -> str:
        return "other-1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "luật"
    (folder / "vi").mkdir(parents=True)
    for number, word in enumerate(("quy hoạch", "giao thông", "tài chính")):
        text = f"Điều 1. Phạm vi về {word}\n\nĐiều 2. Trách nhiệm về {word}\n"
        (folder / "vi" / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def index(home: Path, encoder: Encoder) -> Callable[..., IndexReport]:
    def run(*paths: Path, watcher: Watcher | None = None) -> IndexReport:
        with IndexBuilder(home, encoder) as builder:
            return builder.index(paths, watcher)

    return run


def _documents(home: Path) -> dict[str, str]:
    """Text by document id."""
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        ids = [record.document_id for record in backend.documents()]
        return {document_id: backend.content(document_id).text for document_id in ids}


def _counts(report: IndexReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed, len(report.failures)


def test_the_report_of_a_run_says_how_its_files_were_read(
    index: Callable[..., IndexReport], folder: Path
) -> None:
    (folder / "vi" / "0.txt").write_text("Điều 1. Phạm vi\ufffd", encoding="utf-16")
    (folder / "empty.md").write_bytes(b"")
    report = index(folder)
    assert report.reports["luật/vi/0.txt"].encoding == "utf-16-le"
    assert report.reports["luật/vi/1.txt"].encoding_evidence == "all its bytes are valid UTF-8"
    assert (report.quality.documents, report.quality.formats) == (3, {"text": 3})
    assert (report.quality.doubtful, report.quality.failures) == (1, {"EmptyFileError": 1})
    assert [found.code for name, found in report.warnings if name == "luật/vi/0.txt"] == [
        "replacement_characters"
    ]
    again = index(folder)
    assert (again.reports, again.quality.documents) == ({}, 0)


def test_files_are_found_read_and_searchable(
    folder: Path, home: Path, index: Callable[..., IndexReport], rank_home: Rank
) -> None:
    report = index(folder)
    assert _counts(report) == (3, 0, 0, 0, 0)
    assert (report.passages, report.embedded, report.generation, report.sequence) == (6, 6, 1, 3)
    assert report.provisions == 6
    for ranking in rank_home(home, "giao thông").values():
        assert ranking[0][:2] in {("luật/vi/1.txt", "dieu-1"), ("luật/vi/1.txt", "dieu-2")}


def test_an_unchanged_folder_embeds_nothing_and_makes_no_generation(
    folder: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    again = index(folder)
    assert _counts(again) == (0, 0, 3, 0, 0)
    assert (again.embedded, again.generation) == (0, 1)


def test_a_touched_file_is_unchanged(folder: Path, index: Callable[..., IndexReport]) -> None:
    index(folder)
    os.utime(folder / "vi" / "0.txt")
    assert _counts(index(folder)) == (0, 0, 3, 0, 0)


def test_a_file_with_known_size_and_time_of_change_is_not_read(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    path = folder / "vi" / "0.txt"
    index(folder)
    before, status = path.read_bytes(), path.stat()
    path.write_bytes(before[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _counts(index(folder)) == (0, 0, 3, 0, 0)
    os.utime(path)
    assert index(folder).unchanged == 2


def test_a_changed_file_replaces_its_passages_and_embeds_only_the_new_ones(
    folder: Path, home: Path, index: Callable[..., IndexReport], rank_home: Rank
) -> None:
    index(folder)
    path = folder / "vi" / "1.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Trách nhiệm về giao thông", "Hàng không vũ trụ"),
        encoding="utf-8",
    )
    report = index(folder)
    assert _counts(report) == (0, 1, 2, 0, 0)
    assert (report.passages, report.embedded) == (2, 1)
    found = rank_home(home, "hàng không vũ trụ")["lexical"]
    assert next(hit[:2] for hit in found if hit[0] == "luật/vi/1.txt") == ("luật/vi/1.txt", "dieu-2")
    assert not any(
        hit[:2] == ("luật/vi/1.txt", "dieu-2") for hit in rank_home(home, "trách nhiệm")["lexical"]
    )


def test_a_removed_file_disappears(
    folder: Path, home: Path, index: Callable[..., IndexReport], rank_home: Rank
) -> None:
    index(folder)
    (folder / "vi" / "1.txt").unlink()
    assert _counts(index(folder)) == (0, 0, 2, 1, 0)
    assert rank_home(home, "giao thông")["lexical"] == []
    assert sorted(_documents(home)) == ["luật/vi/0.txt", "luật/vi/2.txt"]


def test_only_documents_below_the_folder_are_removed(
    folder: Path, tmp_path: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    sibling = tmp_path / "luật-khác"
    shutil.copytree(folder, sibling)
    index(folder, sibling)
    shutil.rmtree(sibling)
    shutil.rmtree(folder / "vi")
    assert _counts(index(folder)) == (0, 0, 0, 3, 0)
    assert sorted(_documents(home)) == [f"luật-khác/vi/{number}.txt" for number in range(3)]


def test_a_known_path_keeps_its_id_under_another_folder(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    assert _counts(index(folder / "vi")) == (0, 0, 3, 0, 0)
    assert _counts(index(folder / "vi" / "0.txt")) == (0, 0, 1, 0, 0)
    assert _counts(index(folder.parent)) == (0, 0, 3, 0, 0)
    assert sorted(_documents(home)) == [f"luật/vi/{number}.txt" for number in range(3)]


def test_a_moved_folder_keeps_its_documents(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    elsewhere = folder.parent / "elsewhere" / "luật"
    elsewhere.parent.mkdir()
    folder.rename(elsewhere)
    report = index(elsewhere)
    assert _counts(report) == (0, 0, 3, 0, 0)
    (elsewhere / "vi" / "0.txt").unlink()
    assert _counts(index(elsewhere)) == (0, 0, 2, 1, 0)


def test_a_file_moved_and_changed_replaces_its_document(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder / "vi")
    elsewhere = folder / "nested" / "vi"
    elsewhere.parent.mkdir()
    (folder / "vi").rename(elsewhere)
    (elsewhere / "0.txt").write_text("Điều 1. Khác", encoding="utf-8")
    assert _counts(index(elsewhere)) == (0, 1, 2, 0, 0)
    assert _documents(home)["vi/0.txt"] == "Điều 1. Khác"


def test_a_renamed_file_is_another_document_and_embeds_nothing(
    folder: Path, home: Path, index: Callable[..., IndexReport], make_document: Make
) -> None:
    text = "---\ntitle: Luật mẫu\n---\n\n# Luật mẫu\n\nĐiều 1. Một\n\nĐiều 2. Hai\n"
    (folder / "old.md").write_text(text, encoding="utf-8")
    index(folder)
    (folder / "old.md").rename(folder / "new.md")
    report = index(folder)
    assert _counts(report) == (1, 0, 3, 1, 0)
    assert report.embedded == 0
    assert "luật/new.md" in _documents(home)
    assert "luật/old.md" not in _documents(home)


def test_two_files_with_one_id_the_second_is_a_failure(
    folder: Path, tmp_path: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    twin = tmp_path / "twin" / "luật"
    shutil.copytree(folder, twin)
    report = index(folder, twin)
    assert _counts(report) == (3, 0, 0, 0, 3)
    assert {failure.error for failure in report.failures} == {"DocumentIdTakenError"}
    assert report.failures[0].source == str(twin / "vi" / "0.txt")
    assert _counts(index(twin)) == (0, 0, 0, 0, 3)
    assert len(_documents(home)) == 3


def test_a_file_that_cannot_be_read_is_a_failure_and_the_run_goes_on(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    (folder / "a-first.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    watcher = Watcher()
    report = index(folder, watcher=watcher)
    assert _counts(report) == (3, 0, 0, 0, 2)
    assert [failure.source for failure in report.failures] == [
        str(folder / "a-first.txt"),
        str(folder / "broken.pdf"),
    ]
    assert report.failures[0].error == "EmptyFileError"
    assert "\n" not in report.failures[0].message
    assert ("luật/broken.pdf", "failed") in watcher.done


def test_a_file_that_breaks_later_keeps_what_is_known_of_it(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    (folder / "vi" / "1.txt").write_bytes(b"")
    assert _counts(index(folder)) == (0, 0, 2, 0, 1)
    assert "giao thông" in _documents(home)["luật/vi/1.txt"]


def test_a_path_that_does_not_exist_stops_the_run_before_it_begins(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    with pytest.raises(ReadError):
        index(folder, folder / "typo")
    assert len(_documents(home)) == 3


def test_a_knowledge_base_inside_the_folder_is_no_document_of_it(folder: Path, encoder: Encoder) -> None:
    with IndexBuilder(folder / "kb", encoder) as builder:
        assert builder.index([folder]).added == 3
        assert _counts(builder.index([folder])) == (0, 0, 3, 0, 0)


def test_everything_is_told_to_the_progress(folder: Path, index: Callable[..., IndexReport]) -> None:
    first, second = Watcher(), Watcher()
    index(folder, watcher=first)
    ids = [f"luật/vi/{number}.txt" for number in range(3)]
    assert (first.total, first.done) == (3, [(name, "added") for name in ids])
    assert sum(passages for passages, _ in first.steps) == first.steps[-1][1] == 6
    (folder / "vi" / "0.txt").unlink()
    (folder / "vi" / "1.txt").write_text("Điều 1. Mới", encoding="utf-8")
    index(folder, watcher=second)
    assert second.total == 2
    assert sorted(second.done) == [(ids[0], "removed"), (ids[1], "updated"), (ids[2], "unchanged")]


def test_every_byte_that_has_to_be_read_is_told_to_the_progress(
    folder: Path, tmp_path: Path, index: Callable[..., IndexReport]
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    first, second, third = Watcher(), Watcher(), Watcher()
    index(folder, watcher=first)
    os.utime(folder / "vi" / "0.txt")
    (folder / "vi" / "1.txt").write_text("Điều 1. Mới", encoding="utf-8")
    twin = tmp_path / "twin" / "luật"
    shutil.copytree(folder, twin)
    index(folder, twin, watcher=second)
    (folder / "broken.pdf").unlink()
    index(folder, watcher=third)
    assert [watcher.bytes_left for watcher in (first, second, third)] == [0, 0, 0]
    assert third.done


def test_documents_from_memory_are_added_kept_and_replaced(
    home: Path, encoder: Encoder, make_document: Make
) -> None:
    documents = [(f"d{number}", make_document(f"Điều 1. Số {number}")) for number in range(600)]
    with IndexBuilder(home, encoder) as builder:
        assert _counts(builder.add(iter(documents))) == (600, 0, 0, 0, 0)
        report = builder.add(
            [*documents[:5], ("d5", make_document("Điều 1. Khác")), ("new", make_document("Mới"))]
        )
        assert _counts(report) == (1, 1, 5, 0, 0)
    stored = _documents(home)
    assert len(stored) == 601
    assert (stored["d5"], stored["d6"]) == ("Điều 1. Khác", "Điều 1. Số 6")


def test_the_last_of_several_documents_with_one_id_counts(
    home: Path, encoder: Encoder, make_document: Make
) -> None:
    with IndexBuilder(home, encoder) as builder:
        report = builder.add([("d", make_document(text)) for text in ("Một", "Hai", "Hai", "Ba")])
    assert _counts(report) == (1, 2, 1, 0, 0)
    assert _documents(home) == {"d": "Ba"}


def test_equal_passages_are_embedded_once(home: Path, encoder: Encoder, make_document: Make) -> None:
    with IndexBuilder(home, encoder) as builder:
        report = builder.add([(f"d{number}", make_document("Điều 1. Giống nhau")) for number in range(9)])
    assert (report.passages, report.embedded) == (9, 1)


def test_remove(folder: Path, home: Path, encoder: Encoder, index: Callable[..., IndexReport]) -> None:
    index(folder)
    with IndexBuilder(home, encoder) as builder:
        with pytest.raises(NotFoundError):
            builder.remove(["luật/vi/0.txt", "nowhere"])
        assert len(_documents(home)) == 3
        report = builder.remove(["luật/vi/0.txt", "luật/vi/0.txt", "luật/vi/2.txt"])
        assert _counts(report) == (0, 0, 0, 2, 0)
        assert sorted(_documents(home)) == ["luật/vi/1.txt"]


def test_another_encoder_is_refused_before_anything_is_written(
    folder: Path, home: Path, index: Callable[..., IndexReport]
) -> None:
    index(folder)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(IndexMismatchError) as caught:
        IndexBuilder(home, OtherEncoder())
    assert (caught.value.found, caught.value.expected) == ("hashing", "other")
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    index(folder)


def test_one_writer_at_a_time(home: Path, encoder: Encoder) -> None:
    with IndexBuilder(home, encoder), pytest.raises(IndexLockedError):
        IndexBuilder(home, encoder)
    IndexBuilder(home, encoder).close()


def test_a_passage_that_did_not_change_is_not_analyzed_again(
    home: Path, encoder: Encoder, make_document: Make, monkeypatch: pytest.MonkeyPatch, rank_home: Rank
) -> None:
    analyzed: list[str] = []

    def counted(texts: Sequence[PassageText], analyzer: Analyzer) -> Iterator[bytes]:
        analyzed.extend(text.indexed for text in texts)
        return packed_terms(texts, analyzer)

    monkeypatch.setattr("indexer.builder.states.packed_terms", counted)
    monkeypatch.setattr("indexer.catalog.changes.packed_terms", counted)
    with IndexBuilder(home, encoder) as builder:
        builder.add([("d", make_document("Điều 1. Quy hoạch\n\nĐiều 2. Giao thông"))])
        builder.add([("d", make_document("Điều 1. Quy hoạch đô thị\n\nĐiều 2. Giao thông"))])
    assert len(analyzed) == 3
    assert analyzed[2].endswith("Quy hoạch đô thị")
    assert rank_home(home, "giao thông")["lexical"][0][:2] == ("d", "dieu-2")


def test_generations_are_published_while_others_are_embedded(
    home: Path, encoder: Encoder, make_document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.builder.run._SECONDS_BETWEEN_GENERATIONS", 0.0)
    monkeypatch.setattr("indexer.builder.run._SHARE_OF_PUBLISHING", 0)
    documents = [(f"d{number}", make_document(f"Điều 1. Số {number}")) for number in range(1200)]
    with IndexBuilder(home, encoder) as builder:
        report = builder.add(documents)
    assert report.generation > 1
    assert (report.sequence, len(_documents(home))) == (1200, 1200)


class _Interrupted(HashingEncoder):
    """Embeds twice, then Ctrl-C is pressed."""

    def __init__(self) -> None:
        self.calls = 0

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        self.calls += 1
        if self.calls > 2:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


def test_an_interrupted_run_publishes_what_it_reported_done(
    home: Path, make_document: Make, encoder: Encoder
) -> None:
    def documents() -> Iterator[tuple[str, Document]]:
        return ((f"d{number}", make_document(f"Điều 1. Số {number}")) for number in range(2000))

    watcher = Watcher()
    with IndexBuilder(home, _Interrupted()) as builder, pytest.raises(KeyboardInterrupt):
        builder.add(documents(), watcher)
    assert len(watcher.done) == 512
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        assert backend.manifest.documents == 512
    with IndexBuilder(home, encoder) as builder:
        report = builder.add(documents())
    assert (report.unchanged, report.added, report.embedded) == (512, 1488, 1488)


def test_embeddings_of_an_unfinished_document_are_not_made_again(
    home: Path, make_document: Make, encoder: Encoder
) -> None:
    long = make_document("\n".join(f"Điều {number}. Về việc {number}" for number in range(1, 800)))
    with IndexBuilder(home, _Interrupted()) as builder, pytest.raises(KeyboardInterrupt):
        builder.add([("long", long)])
    with IndexBuilder(home, encoder) as builder:
        report = builder.add([("long", long)])
    assert report.embedded == report.passages - 512
