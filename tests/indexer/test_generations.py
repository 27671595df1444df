from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import IndexCorruptedError
from corpus.models import Document, Language
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.catalog import Catalog
from indexer.durability import checksum, files_below
from indexer.generations import GenerationStore
from indexer.lexical_files import dead_passages
from indexer.models import VectorFacts
from indexer.seams import Analyzer, Encoder

Ranking = list[tuple[str, str, float]]
Make = Callable[..., Document]

_QUERY = "dữ liệu đô thị"


def _corpus(make: Make, count: int = 8) -> Iterator[tuple[str, Document]]:
    for number in range(count):
        articles = [
            f"Điều {article}. Đô thị thông minh {number} {'dữ liệu ' * article}" for article in (1, 2, 3)
        ]
        yield f"vb/{number}.md", make("\n".join(articles))


@pytest.fixture
def built(home: Path, encoder: Encoder, make_document: Make) -> Path:
    with IndexBuilder(home, encoder) as builder:
        builder.add(_corpus(make_document))
    return home


def _numbers(home: Path) -> list[int]:
    return sorted(int(path.name) for path in (home / "generations").iterdir())


def _flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    # A new file, because the old bytes may be shared with the generation before.
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize(
    "part",
    [
        "vi/vectors/state.npz",
        "vi/vectors/1.rows.faiss",
        "vi/vectors/1.numbers.npy",
        "vi/lexical/meta.json",
        "vi/lexical/*.term",
        "vi/lexical/*.idx",
    ],
)
@pytest.mark.parametrize("damage", [_flip_a_byte, Path.unlink])
def test_what_is_damaged_or_missing_is_rebuilt_on_opening_with_the_same_answers(
    built: Path, rank_home: Callable[..., dict[str, Ranking]], part: str, damage: Callable[[Path], None]
) -> None:
    before = rank_home(built, _QUERY)
    damage(next((built / "generations" / "1").glob(part)))
    assert rank_home(built, _QUERY) == before
    assert (built / "CURRENT").read_text() == "2\n"


@pytest.mark.parametrize("content", ["", "{}", "not json", None])
def test_a_lost_manifest_means_a_new_generation(
    built: Path, rank_home: Callable[..., dict[str, Ranking]], content: str | None
) -> None:
    before = rank_home(built, _QUERY)
    manifest = built / "generations" / "1" / "manifest.json"
    manifest.unlink() if content is None else manifest.write_text(content)
    assert rank_home(built, _QUERY) == before


@pytest.mark.parametrize("content", ["", "77", "one", None])
def test_a_lost_pointer_means_a_new_generation(
    built: Path, rank_home: Callable[..., dict[str, Ranking]], content: str | None
) -> None:
    before = rank_home(built, _QUERY)
    pointer = built / "CURRENT"
    pointer.unlink() if content is None else pointer.write_text(content)
    assert rank_home(built, _QUERY) == before


def test_damage_while_a_writer_is_at_work_is_told(built: Path, encoder: Encoder) -> None:
    _flip_a_byte(built / "generations" / "1" / "vi" / "vectors" / "1.rows.faiss")
    with IndexBuilder(built, encoder), pytest.raises(IndexCorruptedError) as caught:
        LocalIndex.open(built)
    assert caught.value.file.name == "1.rows.faiss"


def test_the_next_writer_rebuilds_what_is_damaged_without_embedding(
    built: Path, encoder: Encoder, make_document: Make, rank_home: Callable[..., dict[str, Ranking]]
) -> None:
    before = rank_home(built, _QUERY)
    _flip_a_byte(built / "generations" / "1" / "vi" / "vectors" / "1.rows.faiss")
    with IndexBuilder(built, encoder) as builder:
        report = builder.add(_corpus(make_document))
    assert (report.embedded, report.unchanged, report.generation) == (0, 8, 2)
    assert rank_home(built, _QUERY) == before


def test_publishing_nothing_new_makes_no_generation(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    with IndexBuilder(built, encoder) as builder:
        assert builder.add(_corpus(make_document)).generation == 1
    assert _numbers(built) == [1]


def test_two_generations_are_kept_and_those_somebody_reads(
    built: Path, encoder: Encoder, make_document: Make, rank: Callable[..., dict[str, Ranking]]
) -> None:
    with closing(LocalIndex.open(built)) as index, closing(index.backend()) as pinned:
        before = rank(pinned, _QUERY)
        with IndexBuilder(built, encoder) as builder:
            for number in range(5):
                builder.add([(f"vb/{number}.md", make_document(f"Điều 1. Khác hẳn {number}"))])
            assert _numbers(built) == [1, 5, 6]
            assert rank(pinned, _QUERY) == before
            assert pinned.content("vb/0.md").text.startswith("Điều 1. Đô thị")
            pinned.close()
            index.backend().close()
            builder.add([("vb/9.md", make_document("Điều 1. Mới"))])
        assert _numbers(built) == [6, 7]


def test_a_generation_is_linked_to_the_last_one_where_nothing_changed(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    with IndexBuilder(built, encoder) as builder:
        builder.add([("luat.md", make_document("제1조(목적) 스마트도시의 조성에 관한 사항을 규정한다."))])
    old, new = (built / "generations" / name / "vi" for name in "12")
    assert {path.relative_to(old): path.stat().st_ino for path in files_below(old)} == {
        path.relative_to(new): path.stat().st_ino for path in files_below(new)
    }


def test_dead_passages_do_not_pile_up_in_the_statistics(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    with IndexBuilder(built, encoder) as builder:
        builder.remove(["vb/1.md"])
    assert dead_passages(built / "generations" / "2" / "vi" / "lexical") == 0


def test_unfinished_folders_of_a_killed_writer_are_cleared_away(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    (built / "generations" / "2.tmp" / "vi").mkdir(parents=True)
    with IndexBuilder(built, encoder) as builder:
        builder.remove(["vb/1.md"])
    assert _numbers(built) == [1, 2]


def test_terms_of_another_analyzer_are_made_anew(
    built: Path, word_analyzer: Callable[[str], Analyzer], rank_home: Callable[..., dict[str, Ranking]]
) -> None:
    def other(language: Language) -> Analyzer:
        return word_analyzer(f"words-{language}")

    before = rank_home(built, _QUERY)
    with closing(Catalog.open(built)) as catalog:
        manifest = GenerationStore(built, catalog, other).publish()
    assert (manifest.generation, manifest.analyzers) == (2, {"vi": "words-vi"})
    assert rank_home(built, _QUERY) == before


def test_the_manifest_says_what_the_generation_reflects(built: Path, encoder: Encoder) -> None:
    with closing(LocalIndex.open(built)) as index, closing(index.backend()) as backend:
        manifest = backend.manifest
    assert (manifest.generation, manifest.sequence, manifest.documents) == (1, 8, 8)
    assert (manifest.encoder, manifest.encoder_fingerprint) == (encoder.name, encoder.fingerprint)
    assert manifest.dimension == encoder.dimension
    assert manifest.passages == {"vi": 24}
    assert "vi/vectors/1.rows.faiss" in manifest.checksums
    assert manifest.vectors == {"vi": VectorFacts("exact", 1, 1.0)}


def test_another_recall_is_a_reason_for_a_new_generation(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    for recall, generation in ((None, 1), (0.99, 1), (1.0, 2), (None, 2)):
        with IndexBuilder(built, encoder, recall) as builder:
            assert builder.add(_corpus(make_document)).generation == generation


def test_what_did_not_change_is_not_read_again_for_its_checksum(
    built: Path, encoder: Encoder, make_document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def noted(path: Path) -> str:
        read.append(path)
        return checksum(path)

    monkeypatch.setattr("indexer.manifest.checksum", noted)
    with IndexBuilder(built, encoder) as builder:
        builder.add([("luat.md", make_document("제1조(목적) 스마트도시의 조성에 관한 사항을 규정한다."))])
    newer = [path.parts for path in read if "2.tmp" in path.parts]
    assert {parts[parts.index("2.tmp") + 1] for parts in newer} == {"ko"}
    for expected in ({"ko"}, set()):
        read.clear()
        LocalIndex.open(built).close()
        assert {path.relative_to(built / "generations" / "2").parts[0] for path in read} == expected
