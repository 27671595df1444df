"""The knowledge base: searches, documents, provisions and status, and what follows a new generation."""

import gc
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import ANY

import pytest

from corpus.errors import IndexMismatchError, IndexNotFoundError, NotFoundError
from corpus.models import Document, Header
from corpus.readers import read_text
from corpus.structure.parsing import parse_structure
from indexer.backends.pinned import OpenGeneration
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from indexer.lexical import LexicalIndex
from indexer.models import Filters
from kb.knowledge_base import KnowledgeBase
from kb.models import Evidence, SearchResult
from kb.query import Query


def ids(result: SearchResult) -> list[str]:
    return [hit.provision_id for hit in result.hits]


def test_hits_are_stored_text_with_marks_inside(base: KnowledgeBase) -> None:
    result = base.search(Query("Bộ nào chủ trì thực hiện đề án đô thị thông minh"))
    assert result.hits[0].document_id == "vi/950-qd-ttg"
    for hit in result.hits:
        stored = base.document(hit.document_id).content.text
        assert hit.span.of(stored) == hit.text
        for span in hit.spans:
            start, end = hit.span.start + span.start, hit.span.start + span.end
            assert stored[start:end] == span.of(hit.text) != ""
        assert hit.provision_id == f"{hit.document_id}#{hit.provision_id.rpartition('#')[2]}"
        assert hit.page == 1


def test_scores_fall_and_explanations_hold(base: KnowledgeBase) -> None:
    result = base.search(Query("chứng nhận khu đô thị thông minh", limit=20))
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    best = result.hits[0]
    assert best.document_id == "vi/269-2025-nd-cp"
    assert best.explanation.language == "vi"
    assert best.explanation.lexical is not None
    assert best.explanation.lexical.rank == 1
    assert best.explanation.dense is not None
    assert -1 <= best.explanation.dense.score <= 1


def test_documents_are_grouped_by_their_best_hit(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị thông minh", limit=20))
    grouped = [place for group in result.documents for place in group.hits]
    assert sorted(grouped) == list(range(len(result.hits)))
    assert [group.hits[0] for group in result.documents] == sorted(
        group.hits[0] for group in result.documents
    )
    for group in result.documents:
        assert {result.hits[place].document_id for place in group.hits} == {group.document_id}


def test_composed_and_decomposed_queries_are_the_same(base: KnowledgeBase) -> None:
    question = "quyết định phê duyệt đề án đô thị thông minh"
    assert ids(base.search(Query(unicodedata.normalize("NFD", question)))) == ids(
        base.search(Query(question))
    )


def test_vietnamese_without_accents(base: KnowledgeBase) -> None:
    result = base.search(Query("chung nhan khu do thi thong minh"))
    assert result.query.language == "vi"
    [best] = [
        hit for hit in result.hits if hit.language == "vi" and hit.explanation.lexical == Evidence(1, ANY)
    ]
    assert best.document_id == "vi/269-2025-nd-cp"
    assert "Chứng nhận khu đô thị thông minh" in [span.of(best.text) for span in best.spans]


def test_the_other_language_is_on_the_first_page(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị thông minh"))
    languages = [hit.language for hit in result.hits]
    assert languages[0] == "vi"
    assert {"ko", "en"} <= set(languages)


def test_the_language_filter(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị thông minh", language="ko", limit=20))
    assert {hit.language for hit in result.hits} == {"ko"}


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ({"types": ("nd",)}, {"vi/269-2025-nd-cp"}),
        ({"types": ("qd", "act")}, {"vi/950-qd-ttg", "vi/950-qd-ubnd", "ko/smart-city-act"}),
        ({"issuers": ("ttg",)}, {"vi/950-qd-ttg"}),
        ({"issued_from": "2024"}, {"vi/269-2025-nd-cp", "ko/smart-city-decree"}),
        ({"issued_to": "2018-12"}, {"vi/950-qd-ttg"}),
        ({"issued_from": "2022-05", "issued_to": "2022-06"}, {"en/vkc-digest"}),
    ],
)
def test_filters(base: KnowledgeBase, filters: Mapping[str, object], documents: set[str]) -> None:
    result = base.search(Query("đô thị thông minh", limit=100, **filters))  # type: ignore[arg-type]  # of several types
    assert {hit.document_id for hit in result.hits} == documents


def test_an_empty_answer_has_reasons(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị", types=("tt",), issuers=("ttg",)))
    assert result.hits == ()
    assert result.reasons == (
        "no document passes the filter on type (tt); without it 1 would",
        "no document passes the filter on issuer (ttg), nor the other filters",
    )


def test_reasons_of_a_language_filter(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị", language="ko", types=("qd",)))
    assert result.reasons == (
        "2 of 6 documents pass the filters, none with a passage in the language asked for",
    )
    [reason] = base.search(Query("đô thị", language="und")).reasons
    assert reason.startswith("no passage is in und; this knowledge base has ")


@pytest.mark.parametrize("identifier", ["vi/950-qd-ttg", "vn/qd/ttg/2018/950", "950/QĐ-TTg", "950/qd-ttg"])
def test_documents_by_id_work_and_number(base: KnowledgeBase, identifier: str) -> None:
    assert base.document(identifier).record.document_id == "vi/950-qd-ttg"


@pytest.mark.parametrize("identifier", ["vi/none", "vn/qd/ttg/2019/950", "950", "", "#dieu-1"])
def test_unknown_documents(base: KnowledgeBase, identifier: str) -> None:
    with pytest.raises(NotFoundError):
        base.document(identifier)


def test_documents_pass_filters_and_language(base: KnowledgeBase) -> None:
    assert [record.document_id for record in base.documents(language="ko")] == [
        "ko/smart-city-act",
        "ko/smart-city-decree",
    ]
    assert [record.document_id for record in base.documents(Filters(types=("nd",)))] == ["vi/269-2025-nd-cp"]
    assert len(base.documents()) == 6


def test_a_provision_with_its_place(base: KnowledgeBase) -> None:
    found = base.provision("vi/269-2025-nd-cp#dieu-21.khoan-2")
    assert found.text.strip() == "2. Thời hạn xem xét là ba mươi ngày."
    assert found.path[0] == "Điều 21. Chứng nhận khu đô thị thông minh"
    assert found.parent == "vi/269-2025-nd-cp#dieu-21"
    assert found.previous == "vi/269-2025-nd-cp#dieu-21.khoan-1"
    assert found.next == "vi/269-2025-nd-cp#dieu-21.khoan-3"
    assert [page.number for page in found.pages] == [1]
    assert base.provision("269/2025/NĐ-CP#dieu-21.khoan-2") == found


def test_the_whole_document_is_a_provision_without_neighbours(base: KnowledgeBase) -> None:
    found = base.provision("vi/269-2025-nd-cp#")
    assert (found.parent, found.previous, found.next) == (None, None, None)
    assert found.text == base.document("vi/269-2025-nd-cp").content.text


@pytest.mark.parametrize("identifier", ["vi/269-2025-nd-cp#dieu-99", "vi/269-2025-nd-cp", "vi/none#dieu-1"])
def test_unknown_provisions(base: KnowledgeBase, identifier: str) -> None:
    with pytest.raises(NotFoundError):
        base.provision(identifier)


def test_status(base: KnowledgeBase, home: Path) -> None:
    status = base.status()
    assert (status.home, status.documents, status.encoder) == (home, 6, "hashing")
    assert set(status.passages) == {"vi", "ko", "en"}
    assert status.recall == dict.fromkeys(status.passages, 1.0)
    assert status.disk_bytes == sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def test_many_threads_get_the_same_answer(base: KnowledgeBase) -> None:
    questions = ["đô thị thông minh", "스마트도시법 제2조", "950/QĐ-TTg", "smart city centre"] * 6
    expected = [ids(base.search(Query(question))) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda question: ids(base.search(Query(question))), questions)) == expected


def test_preparing_changes_no_answer(base: KnowledgeBase) -> None:
    expected = ids(base.search(Query("đô thị thông minh")))
    base.prepare()
    assert ids(base.search(Query("đô thị thông minh"))) == expected


def test_new_generations_are_followed(tmp_path: Path, library: dict[str, Document]) -> None:
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add([("vi/269-2025-nd-cp", library["vi/269-2025-nd-cp"])])
    with KnowledgeBase.open(tmp_path) as base:
        before = base.search(Query("950/QĐ-TTg"))
        assert before.unresolved_reference
        with IndexBuilder(tmp_path, HashingEncoder()) as builder:
            builder.add([("vi/950-qd-ttg", library["vi/950-qd-ttg"])])
        after = base.search(Query("950/QĐ-TTg"))
        assert after.generation > before.generation
        assert after.hits[0].document_id == "vi/950-qd-ttg"
        with IndexBuilder(tmp_path, HashingEncoder()) as builder:
            builder.remove(["vi/950-qd-ttg"])
        assert base.search(Query("950/QĐ-TTg")).unresolved_reference


def test_a_generation_that_nobody_reads_goes_without_waiting_for_the_collector(
    tmp_path: Path, library: dict[str, Document]
) -> None:
    documents = list(library.items())
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add(documents[:2])
    with uncollected(OpenGeneration, LexicalIndex) as left, KnowledgeBase.open(tmp_path) as base:
        for document in documents[2:]:
            for query in (Query("chất thải rắn"), Query('"đô thị"', issued_from="2018", as_of="2026-01-01")):
                base.search(query)
            base.timeline("vn/qd/ttg/2018/950")
            base.cited_by("vn/qd/ttg/2018/950")
            with IndexBuilder(tmp_path, HashingEncoder()) as builder:
                builder.add([document])
        base.search(Query("đô thị thông minh"))
        assert left() == {OpenGeneration: 1, LexicalIndex: len(base.status().passages)}
    assert not left()


@contextmanager
def uncollected(*kinds: type) -> Iterator[Callable[[], Mapping[type, int]]]:
    """A block in which no garbage is collected, and a count of the objects of these kinds that it has left so far."""
    gc.collect()
    # Held, so that no new object takes the identity of an old one.
    before = {id(one): one for one in gc.get_objects() if type(one) in kinds}
    gc.disable()
    try:
        yield lambda: Counter(
            type(one) for one in gc.get_objects() if type(one) in kinds and id(one) not in before
        )
    finally:
        gc.enable()


def test_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFoundError):
        KnowledgeBase.open(tmp_path / "none")


class OtherEncoder(HashingEncoder):
    """A version of the hashing encoder that hashes otherwise."""

    @property
    def fingerprint(self) -> str:
        return "hashing-other"


def test_another_encoder_is_refused(home: Path) -> None:
    with pytest.raises(IndexMismatchError):
        KnowledgeBase.open(home, OtherEncoder())


def test_bodies_that_came_before_the_issuer_are_named(tmp_path: Path) -> None:
    source = read_text("Điều 1. Phạm vi\nThông tư này quy định về đường bộ.")
    root, notes = parse_structure(source.text, "vi")
    document = Document(source, "vi", Header(type="tt", issuer="bgtvt"), root, notes)
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add([("thong-tu", document)])
    with KnowledgeBase.open(tmp_path) as base:
        assert base.search(Query("đường bộ", issuers=("bxd",))).reasons == (
            "no document passes the filter on issuer (bxd); without it 1 would",
            "1 would of Bộ Giao thông vận tải (bgtvt), which came before Bộ Xây dựng",
        )
