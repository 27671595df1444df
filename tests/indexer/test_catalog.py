import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import (
    IndexCorruptedError,
    IndexFormatError,
    IndexingError,
    IndexNotFoundError,
    InvalidQueryError,
    NotFoundError,
)
from corpus.models import (
    Diagnostic,
    Document,
    Header,
    OcrPage,
    Page,
    Passage,
    Provision,
    QualityReport,
    SourceText,
    Span,
)
from indexer.builder import IndexBuilder
from indexer.catalog import (
    Analysis,
    AnalyzedText,
    Catalog,
    EncoderIdentity,
    FileStamp,
    NewState,
    blocks,
    codec,
    schema,
)
from indexer.catalog.schema import FILE_NAME
from indexer.models import Analyzed, Filters
from indexer.seams import Analyzer, Encoder

_TEXT = "Điều 1. Phạm vi\n제1조(목적) \U0001f3db\nĐiều 2. Hiệu lực"
_HEADER = Header(
    work_id="vn/qd/ttg/2018/950",
    number="950/QĐ-TTg",
    type="qd",
    issuer="ttg",
    issuer_name="Thủ tướng Chính phủ",
    issued="2018-08-01",
    effective="2018-08",
    title="Phê duyệt Đề án",
)


def _document(text: str = _TEXT, header: Header = _HEADER) -> Document:
    cut = text.find("\n") + 1
    warning = Diagnostic("gap_in_sequence", "Điều 2 follows Điều 0.", Span(0, cut), 1)
    report = QualityReport("pdf", None, 2, (2,), len(text), 3, (warning,))
    inner = Provision("dieu-1.khoan-1", "khoan", "1.", None, Span(2, cut))
    root = Provision(
        "",
        "document",
        "",
        None,
        Span(0, len(text)),
        (Provision("dieu-1", "dieu", "Điều 1", "Phạm vi", Span(0, cut), (inner,)),),
    )
    source = SourceText(text, (Page(1, 0, cut), Page(2, cut, len(text))), {"ngày": "01/08/2018"}, report)
    return Document(source, "vi", header, root, (Diagnostic("untitled", "No title."),))


def _state(document_id: str = "vb/950.md", document: Document | None = None, key: bytes = b"k") -> NewState:
    document = document or _document()
    spans = [Span(0, 15), Span(16, len(document.text))]
    passages = (
        Passage("dieu-1", spans[0], ("Điều 1. Phạm vi",), "vi"),
        Passage("", spans[1], (), "ko"),
    )
    stamp = FileStamp(f"/vb/{document_id}", 10, 20, "ab" * 32)
    keys = (key + b"1", key + b"2")
    analyses = (Analysis("one-1", b"terms"), Analysis("one-1", b"others"))
    return NewState(document_id, stamp, document, "950/QĐ-TTg", passages, keys, analyses)


@pytest.mark.parametrize("count", [0, 1, 2_000])
def test_pages_are_read_without_the_rest(count: int) -> None:
    document = _document()
    pages = tuple(Page(number + 1, number, number + 1) for number in range(count))
    content = codec.pack_content(replace(document, source=replace(document.source, pages=pages)))
    assert codec.unpack_pages(content) == pages


def test_reports_are_kept_whole_and_those_of_older_versions_still_load() -> None:
    document = _document()
    report = replace(
        document.source.report,
        ocr_pages=(OcrPage(2, 0.91),),
        encoding_evidence="all its bytes are valid UTF-8",
        unknown_words=0.25,
    )
    recognised = replace(document, source=replace(document.source, report=report))
    text = blocks.pack_text(document.text)
    assert codec.unpack_content(text, codec.pack_content(recognised)).report == report
    assert "ocr_pages" not in blocks.unpack_text(codec.pack_content(document))
    old = blocks.unpack_text(codec.pack_content(document))
    old = old.replace(',"encoding_evidence":null,"unknown_words":null', "")
    assert "unknown_words" not in old
    assert codec.unpack_content(text, blocks.pack_text(old)).report == document.source.report


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog.create(tmp_path, EncoderIdentity("test", "test-1", 4))
    yield catalog
    catalog.close()


def test_a_document_comes_back_as_it_went_in(catalog: Catalog) -> None:
    catalog.replace([_state()])
    snapshot, document = catalog.snapshot(catalog.sequence), _document()
    record, content = snapshot.document("vb/950.md"), snapshot.content("vb/950.md")
    assert record.header == _HEADER
    assert (record.source, record.sha256, record.language) == ("/vb/vb/950.md", "ab" * 32, "vi")
    assert (record.characters, record.provisions, record.passages) == (len(_TEXT), 2, 2)
    assert (content.text, content.root, content.pages) == (_TEXT, document.root, document.source.pages)
    assert (content.report, content.diagnostics) == (document.source.report, document.diagnostics)
    assert content.metadata == {"ngày": "01/08/2018"}


def test_passages_carry_their_text_and_come_in_the_order_asked_for(catalog: Catalog) -> None:
    catalog.replace([_state()])
    found = catalog.snapshot(1).passages([2, 1, 99])
    assert list(found) == [2, 1]
    assert found[1].text == "Điều 1. Phạm vi"
    assert (found[1].path, found[1].anchor, found[1].language) == (("Điều 1. Phạm vi",), "dieu-1", "vi")
    assert (found[2].text, found[2].span) == (_TEXT[16:], Span(16, len(_TEXT)))


def test_a_reader_sees_what_was_true_at_its_sequence(catalog: Catalog) -> None:
    catalog.replace([_state("a"), _state("b")])
    catalog.replace([_state("a", _document("Điều 1. Mới hơn\nKhác"))])
    catalog.remove(["b"])
    seen = {
        sequence: {
            record.document_id: snapshot.content(record.document_id).text
            for record in snapshot.documents(Filters())
        }
        for sequence, snapshot in ((n, catalog.snapshot(n)) for n in range(5))
    }
    new = "Điều 1. Mới hơn\nKhác"
    assert seen == {
        0: {},
        1: {"a": _TEXT},
        2: {"a": _TEXT, "b": _TEXT},
        3: {"a": new, "b": _TEXT},
        4: {"a": new},
    }
    assert set(catalog.snapshot(2).passages(range(1, 9))) == {1, 2, 3, 4}
    assert set(catalog.snapshot(4).passages(range(1, 9))) == {5, 6}


def test_numbers_are_never_given_out_twice(catalog: Catalog) -> None:
    catalog.replace([_state("a")])
    catalog.remove(["a"])
    catalog.purge_states(catalog.sequence)
    catalog.replace([_state("a")])
    snapshot = catalog.snapshot(catalog.sequence)
    assert snapshot.document("a").row == 2
    assert list(snapshot.passages(range(1, 9))) == [3, 4]


def test_removing_an_unknown_document_removes_none(catalog: Catalog) -> None:
    catalog.replace([_state("a")])
    with pytest.raises(NotFoundError) as caught:
        catalog.remove(["a", "nowhere"])
    assert caught.value.identifier == "nowhere"
    assert [state.document_id for state in catalog.live()] == ["a"]
    assert catalog.sequence == 1


def test_an_unknown_document_is_not_found(catalog: Catalog) -> None:
    with pytest.raises(NotFoundError):
        catalog.snapshot(0).document("nowhere")
    with pytest.raises(NotFoundError):
        catalog.snapshot(0).content("nowhere")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["a", "b", "c"]),
        (Filters(types=("qd",)), ["a"]),
        (Filters(types=("qd", "nd")), ["a", "b"]),
        (Filters(issuers=("ttg",), issued_to="2018-08-01"), ["a"]),
        (Filters(issued_from="2020-06-15", issued_to="2020-06-15"), ["b"]),
        (Filters(issued_to="2018-07-31"), []),
        (Filters(document_ids=("c", "x")), ["c"]),
    ],
)
def test_filters(catalog: Catalog, filters: Filters, expected: list[str]) -> None:
    half_known = Header(type="nd", issuer="cp", issued="2020-06")
    catalog.replace(
        [_state("c", _document(header=Header())), _state("b", _document(header=half_known)), _state("a")]
    )
    snapshot = catalog.snapshot(3)
    assert [record.document_id for record in snapshot.documents(filters)] == expected
    names = dict(snapshot.rows_since(0))
    assert {names[name] for name in expected} == {*snapshot.rows(filters).tolist()}


def test_a_bound_that_is_no_date_is_refused(catalog: Catalog) -> None:
    with pytest.raises(InvalidQueryError):
        catalog.snapshot(0).documents(Filters(issued_from="1/8/2018"))


def test_embeddings_are_kept_as_halves_by_key(catalog: Catalog) -> None:
    rows = np.array([[0.6, 0.8, 0, 0], [0, 0, 1, 0]], dtype=np.float32)
    catalog.add_embeddings([b"k1", b"k2"], rows)
    catalog.replace([_state()])
    assert catalog.embedded([b"k1", b"k2", b"other"]) == {b"k1", b"k2"}
    ((numbers, embeddings),) = catalog.changes(0, 1).vectors("vi")
    assert numbers.tolist() == [1]
    assert embeddings.dtype == np.float32
    np.testing.assert_array_equal(embeddings, rows[:1].astype(np.float16).astype(np.float32))


def test_changes_are_what_came_and_went_in_between(catalog: Catalog) -> None:
    catalog.add_embeddings([b"k1", b"k2"], np.eye(2, 4, dtype=np.float32))
    catalog.replace([_state("a"), _state("b")])
    catalog.replace([_state("a")])
    catalog.remove(["b"])
    assert _numbers(catalog, 0, 2) == ([], [1, 3])
    assert _numbers(catalog, 2, 4) == ([1, 3], [5])
    assert _numbers(catalog, 0, 4) == ([], [5])
    assert _numbers(catalog, 4, 4) == ([], [])


def _numbers(catalog: Catalog, since: int, until: int) -> tuple[list[int], list[int]]:
    changes = catalog.changes(since, until)
    added = [number for numbers, _ in changes.vectors("vi") for number in numbers.tolist()]
    return changes.removed("vi"), added


def test_terms_are_made_once_by_each_analyzer(
    catalog: Catalog, word_analyzer: Callable[[str], Analyzer]
) -> None:
    catalog.replace([_state()])
    first = list(catalog.changes(0, 1).indexed("vi", word_analyzer("words-1")))
    assert "điều 1. phạm vi" in first[0].terms
    assert "dieu 1. pham vi" in first[0].folded
    assert first[0].caption == "\tđiều phạm vi"
    assert first[0][4:] == ("vb/950.md", "qd", "ttg", 20180801, 20180801)

    class Different(type(word_analyzer("x"))):  # type: ignore[misc]  # a class known only at run time
        def analyze(self, texts: list[str]) -> list[Analyzed]:
            return [Analyzed([], []) for _ in texts]

    assert list(catalog.changes(0, 1).indexed("vi", Different("words-1"))) == first
    assert [passage.terms for passage in catalog.changes(0, 1).indexed("vi", Different("words-2"))] == [""]


def test_analyses_are_stored_with_their_passages_and_found_by_what_they_depend_on(catalog: Catalog) -> None:
    catalog.replace([_state("a", key=b"a"), _state("b", key=b"b")])
    assert catalog.analyses("b") == {
        AnalyzedText(b"b1", ("Điều 1. Phạm vi",), 15): Analysis("one-1", b"terms"),
        AnalyzedText(b"b2", (), len(_TEXT) - 16): Analysis("one-1", b"others"),
    }
    catalog.remove(["b"])
    assert catalog.analyses("b") == catalog.analyses("nowhere") == {}


def test_purging_forgets_only_what_nobody_sees(catalog: Catalog) -> None:
    catalog.add_embeddings([b"a1", b"a2", b"b1", b"b2"], np.eye(4, dtype=np.float32))
    catalog.replace([_state("a", key=b"a"), _state("b", key=b"b")])
    catalog.remove(["a"])
    catalog.replace([_state("b", key=b"b")])
    catalog.purge_states(2)
    assert [record.document_id for record in catalog.snapshot(2).documents(Filters())] == ["a", "b"]
    catalog.purge_states(3)
    assert catalog.snapshot(3).content("b").text == _TEXT
    assert catalog.embedded([b"a1", b"a2", b"b1", b"b2"]) == {b"b1", b"b2"}


def test_an_embedding_stays_while_another_document_has_it(catalog: Catalog) -> None:
    catalog.add_embeddings([b"k1", b"k2"], np.eye(2, 4, dtype=np.float32))
    catalog.replace([_state("a"), _state("b")])
    catalog.remove(["a"])
    catalog.purge_states(3)
    assert catalog.embedded([b"k1", b"k2"]) == {b"k1", b"k2"}
    catalog.remove(["b"])
    catalog.purge_states(4)
    assert catalog.embedded([b"k1", b"k2"]) == set()


def test_embeddings_that_a_killed_run_left_are_known_and_forgotten(catalog: Catalog) -> None:
    catalog.add_embeddings([b"k1", b"k2"], np.eye(2, 4, dtype=np.float32))
    catalog.replace([_state()])
    catalog.settle_embeddings(forget=False)
    loose = [catalog.has_loose_embeddings]
    catalog.add_embeddings([b"lost"], np.eye(1, 4, dtype=np.float32))
    loose.append(catalog.has_loose_embeddings)
    catalog.settle_embeddings(forget=True)
    assert loose == [False, True]
    assert catalog.embedded([b"k1", b"k2", b"lost"]) == {b"k1", b"k2"}


def test_changes_count_what_there_is_more(catalog: Catalog) -> None:
    catalog.replace([_state("a"), _state("b")])
    catalog.replace([_state("a"), _state("c")])
    catalog.remove(["b"])
    assert catalog.changes(0, 5).documents() == 2
    assert catalog.changes(0, 5).passages() == {"vi": 2, "ko": 2}
    assert catalog.changes(2, 4).documents() == 1
    assert catalog.changes(2, 5).passages() == {"vi": 0, "ko": 0}


def test_a_moved_file_keeps_its_state(catalog: Catalog) -> None:
    catalog.replace([_state()])
    (state,) = catalog.live()
    catalog.move({state.row: FileStamp("/elsewhere", 10, 99, state.stamp.sha256)})
    (moved,) = catalog.live()
    assert (moved.row, moved.stamp.source, moved.stamp.mtime_ns) == (state.row, "/elsewhere", 99)
    assert catalog.sequence == 1


def test_the_encoder_is_remembered(catalog: Catalog, tmp_path: Path, encoder: Encoder) -> None:
    again = Catalog.open(tmp_path)
    assert again.encoder == EncoderIdentity("test", "test-1", 4)
    again.close()


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFoundError) as caught:
        Catalog.open(tmp_path)
    assert caught.value.home == tmp_path


def test_a_writer_killed_before_it_made_the_tables_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").touch()
    with pytest.raises(IndexNotFoundError):
        Catalog.open(tmp_path)


def test_another_format_is_named(catalog: Catalog, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IndexFormatError, match="format 99"):
        Catalog.open(tmp_path)


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(b"no database" * 500)
    with pytest.raises(IndexCorruptedError) as caught:
        Catalog.open(tmp_path)
    assert caught.value.file == path


def test_what_is_read_past_sqlalchemy_fails_alike(tmp_path: Path) -> None:
    path = tmp_path / schema.FILE_NAME
    with pytest.raises(IndexingError, match="no such table"):
        schema.fetch(schema.connect(tmp_path), "SELECT value FROM meta")
    path.write_bytes(b"no database" * 500)
    with pytest.raises(IndexCorruptedError) as caught:
        schema.fetch(schema.connect(tmp_path), "SELECT value FROM meta")
    assert caught.value.file == path


def test_room_of_what_is_gone_is_given_back(
    home: Path, encoder: Encoder, make_document: Callable[..., Document]
) -> None:
    documents = [(f"{number}.md", make_document(f"Điều 1. {number} {'x' * number}")) for number in range(300)]
    with IndexBuilder(home, encoder) as builder:
        builder.add(documents)
        most = (home / FILE_NAME).stat().st_size
        builder.remove([name for name, _ in documents[1:]])
        for name, document in documents[1:4]:  # as long as generations show what is gone, it is kept
            builder.add([(name, document)])
    assert (home / FILE_NAME).stat().st_size < most / 2
