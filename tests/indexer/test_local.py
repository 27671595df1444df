import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexNotFoundError, NotFoundError
from corpus.models import Document, Span
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.catalog import Catalog
from indexer.lock import WriterLock
from indexer.models import Clause, Filters, Term
from indexer.seams import Encoder, SearchBackend

Ranking = list[tuple[str, str, float]]
Make = Callable[..., Document]
Rank = Callable[..., dict[str, Ranking]]

_NO_FILTERS = Filters()
_WORDS = ["quy hoạch", "dữ liệu", "giao thông", "hạ tầng", "viễn thông", "môi trường", "tài chính"]


def _corpus(make: Make) -> list[tuple[str, Document]]:
    return [
        (
            f"vb/{number}.md",
            make(f"Điều 1. Về {word} số {number}\nĐiều 2. Trách nhiệm về {word} {word} {number * 7}"),
        )
        for number, word in enumerate(_WORDS * 3)
    ]


@pytest.fixture
def built(home: Path, encoder: Encoder, make_document: Make) -> Path:
    with IndexBuilder(home, encoder) as builder:
        builder.add(_corpus(make_document))
    return home


@pytest.fixture
def backend(built: Path) -> Iterator[SearchBackend]:
    with closing(LocalIndex.open(built)) as index, closing(index.backend()) as backend:
        yield backend


def test_another_order_of_adding_gives_the_same_ranking(
    built: Path, tmp_path: Path, encoder: Encoder, make_document: Make, rank_home: Rank
) -> None:
    other = tmp_path / "other"
    with IndexBuilder(other, encoder) as builder:
        for document in reversed(_corpus(make_document)):
            builder.add([document])
    for query in (*_WORDS, "trach nhiem", "số 7"):
        expected = {name: sorted(ranking) for name, ranking in rank_home(built, query).items()}
        assert {name: sorted(ranking) for name, ranking in rank_home(other, query).items()} == expected


def test_a_copied_folder_gives_the_same_ranking(built: Path, tmp_path: Path, rank_home: Rank) -> None:
    before = rank_home(built, "hạ tầng dữ liệu")
    shutil.copytree(built, tmp_path / "copy")
    assert rank_home(tmp_path / "copy", "hạ tầng dữ liệu") == before


def test_dense_scores_are_cosines_with_what_was_indexed(
    built: Path, backend: SearchBackend, encoder: Encoder
) -> None:
    query = encoder.encode_queries(["dữ liệu số 8"])[0]
    found = backend.dense(query, "vi", _NO_FILTERS, 10)
    records = backend.passages([posting.passage for posting in found])
    # A document without number and title has its headings and text indexed, and nothing else.
    texts = ["\n".join((*record.path, record.text)) for record in records.values()]
    cosines = encoder.encode_passages(texts) @ query
    np.testing.assert_allclose([posting.score for posting in found], cosines, atol=2e-3)
    assert [posting.score for posting in found] == sorted((posting.score for posting in found), reverse=True)


@pytest.mark.parametrize("wanted", [("vb/3.md",), ("vb/3.md", "vb/17.md"), ("elsewhere.md",)])
def test_filters_hold_inside_the_search_at_high_selectivity(
    backend: SearchBackend, encoder: Encoder, wanted: tuple[str, ...]
) -> None:
    filters = Filters(document_ids=wanted)
    query = encoder.encode_queries(["dữ liệu"])[0]
    everything = backend.dense(query, "vi", _NO_FILTERS, 1000)
    owner = {n: record.document_id for n, record in backend.passages([n for n, _ in everything]).items()}
    expected = [posting for posting in everything if owner[posting.passage] in wanted]
    assert backend.dense(query, "vi", filters, 4) == expected[:4]
    lexical = backend.lexical([Clause.of("về trách nhiệm")], "vi", _NO_FILTERS, 1000)
    assert (
        backend.lexical([Clause.of("về trách nhiệm")], "vi", filters, 4)
        == [p for p in lexical if owner[p.passage] in wanted][:4]
    )


def test_a_stretch_has_the_terms_of_the_passages_it_touches(backend: SearchBackend) -> None:
    wanted = frozenset({"quy_hoạch", "quy"})
    found = backend.lexical([Clause.of("quy hoạch")], "vi", _NO_FILTERS, 10)
    records = backend.passages([posting.passage for posting in found])
    for number, record in records.items():
        row = backend.document(record.document_id).row
        own = backend.terms([number])[number].placed(wanted, folded=False)
        assert set(own) <= {*backend.terms_within(row, record.span).placed(wanted, folded=False)}
        later = Span(record.span.start + 1, record.span.end + 1)
        moved = [Term(term.text, term.start - 1, term.end - 1) for term in own if term.start]
        assert {*moved} <= {*backend.terms_within(row, later).placed(wanted, folded=False)}
        assert backend.terms_within(10_000_000, record.span).placed(wanted, folded=False) == []


def test_a_heading_is_covered_where_the_question_says_all_of_it(backend: SearchBackend) -> None:
    said = [Clause.of("Điều nào nói về trách nhiệm về viễn thông?")]
    found = [passage for passage, _ in backend.lexical(said, "vi", _NO_FILTERS, 100)]
    coverage = backend.coverage(said, "vi", found)
    headed = {passage: record.path[-1] for passage, record in backend.passages(found).items()}
    assert {passage for passage in found if coverage[passage] == pytest.approx(1)} == {
        passage for passage in found if headed[passage].startswith("Điều 2. Trách nhiệm về viễn thông")
    }
    assert max(coverage.values()) == pytest.approx(1)
    assert backend.coverage(said, "ko", found) == {}


def test_terms_are_counted_as_they_are_stored(backend: SearchBackend) -> None:
    wanted = ["quy_hoạch", "quy", "nowhere"]
    found = backend.lexical([Clause.of("quy hoạch")], "vi", _NO_FILTERS, 1_000)
    stored = backend.terms([posting.passage for posting in found])
    counts = backend.frequencies(wanted, "vi", folded=False)
    assert counts == {term: sum(term in held.exact for held in stored.values()) for term in wanted}
    assert counts["quy_hoạch"] > 0
    assert backend.frequencies(["quy_hoach"], "vi", folded=True) == {"quy_hoach": counts["quy_hoạch"]}
    assert backend.frequencies(wanted, "ko", folded=False) == dict.fromkeys(wanted, 0)
    assert backend.terms([10_000_000]) == {}


def test_what_a_hit_needs_of_a_document_is_that_of_its_content(backend: SearchBackend) -> None:
    records = backend.documents()
    pages = backend.pages(record.row for record in records)
    for record in records:
        content = backend.content(record.document_id)
        assert pages[record.row] == content.pages
        assert backend.excerpt(record.row, Span(3, 9)) == content.text[3:9]


def test_a_language_without_passages_finds_nothing(backend: SearchBackend, encoder: Encoder) -> None:
    assert backend.languages == ("vi",)
    assert backend.lexical([Clause.of("도시")], "ko", _NO_FILTERS, 5) == []
    assert backend.dense(encoder.encode_queries(["도시"])[0], "ko", _NO_FILTERS, 5) == []


def test_a_pinned_back_end_answers_from_its_generation_while_documents_are_replaced_and_removed(
    built: Path, encoder: Encoder, make_document: Make, rank: Rank
) -> None:
    with closing(LocalIndex.open(built)) as index, closing(index.backend()) as pinned:
        before = rank(pinned, "quy hoạch số 0")
        texts = pinned.passages(range(1, 50))
        with IndexBuilder(built, encoder) as builder:
            builder.add([("vb/0.md", make_document("Điều 1. Về nông nghiệp"))])
            builder.remove(["vb/7.md"])
        assert rank(pinned, "quy hoạch số 0") == before
        assert pinned.passages(range(1, 50)) == texts
        assert pinned.document("vb/7.md").document_id == "vb/7.md"
        assert "quy hoạch" in pinned.content("vb/0.md").text
        with closing(index.backend()) as newer:
            assert newer.manifest.generation == pinned.manifest.generation + 2
            found = {
                document for ranking in rank(newer, "quy hoạch số 0").values() for document, _, _ in ranking
            }
            assert "vb/7.md" not in found
            assert newer.content("vb/0.md").text == "Điều 1. Về nông nghiệp"
            with pytest.raises(NotFoundError):
                newer.document("vb/7.md")


def test_what_a_killed_writer_committed_is_published_by_an_index_that_is_open(
    built: Path, rank_home: Rank
) -> None:
    with closing(LocalIndex.open(built)) as index:
        with closing(Catalog.open(built)) as catalog, WriterLock(built):
            catalog.remove(["vb/7.md"])
            with closing(index.backend()) as backend:
                assert backend.document("vb/7.md").document_id == "vb/7.md"
        with closing(index.backend()) as backend, pytest.raises(NotFoundError):
            backend.document("vb/7.md")


@pytest.mark.parametrize("lost", [("generations", "CURRENT"), ()])
def test_what_a_killed_writer_committed_is_published_on_opening(
    built: Path, tmp_path: Path, encoder: Encoder, make_document: Make, rank_home: Rank, lost: tuple[str, ...]
) -> None:
    killed = tmp_path / "killed"
    shutil.copytree(built, killed)
    with IndexBuilder(built, encoder) as builder:
        builder.add([("vb/new.md", make_document("Điều 1. Về hàng không vũ trụ"))])
    shutil.copy(built / "catalog.sqlite", killed / "catalog.sqlite")
    for name in lost:
        path = killed / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = rank_home(killed, "hàng không vũ trụ")
    assert found["lexical"][0][0] == "vb/new.md"
    assert found == rank_home(built, "hàng không vũ trụ")


def test_while_a_writer_is_at_work_the_published_generation_answers(
    built: Path, encoder: Encoder, rank_home: Rank
) -> None:
    before = rank_home(built, "tài chính")
    with IndexBuilder(built, encoder):
        assert rank_home(built, "tài chính") == before


def test_nothing_there(home: Path, encoder: Encoder) -> None:
    with pytest.raises(IndexNotFoundError):
        LocalIndex.open(home)
    IndexBuilder(home, encoder).close()
    with pytest.raises(IndexNotFoundError):
        LocalIndex.open(home)


def test_a_closed_back_end_says_so(built: Path) -> None:
    with closing(LocalIndex.open(built)) as index:
        backend = index.backend()
        backend.close()
        backend.close()
        with pytest.raises(ValueError, match="closed"):
            backend.documents()


def test_threads_searching_while_generations_change_each_see_one_state(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    def search(index: LocalIndex) -> bool:
        with closing(index.backend()) as backend:
            found = backend.lexical([Clause.of("về trách nhiệm")], "vi", _NO_FILTERS, 500)
            records = backend.passages([posting.passage for posting in found])
            return len(found) == len(records) == backend.manifest.passages["vi"]

    with closing(LocalIndex.open(built)) as index, ThreadPoolExecutor(4) as threads:
        futures = []
        with IndexBuilder(built, encoder) as builder:
            for number in range(6):
                futures += [threads.submit(search, index) for _ in range(10)]
                builder.add([(f"vb/{number}.md", make_document(f"Điều 1. Trách nhiệm về nước {number}"))])
        assert all(future.result() for future in futures)


def test_a_passage_lies_in_the_provision_of_its_record(
    built: Path, encoder: Encoder, make_document: Make
) -> None:
    with closing(LocalIndex.open(built)) as index, closing(index.backend()) as before:
        records = [one for one in before.passages(range(1, 200)).values() if one.language == "vi"]
        numbers = [record.passage for record in reversed(records)]
        expected = [(record.document_id, record.anchor) for record in reversed(records)]
        assert expected
        assert before.provisions("vi", numbers) == expected
        with IndexBuilder(built, encoder) as builder:
            builder.add([("vb/0.md", make_document("Điều 9. Về nước sạch"))])
        with closing(index.backend()) as after:
            assert before.provisions("vi", numbers) == expected
            [newest] = after.lexical([Clause.of("nước sạch")], "vi", Filters(), 1)
            assert after.provisions("vi", [newest.passage]) == [("vb/0.md", "dieu-9")]
