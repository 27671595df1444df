import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexCorruptedError
from indexer.catalog import IndexedPassage
from indexer.durability import checksum, files_below
from indexer.left_out import LeftOutPassages
from indexer.lexical import LexicalIndex
from indexer.lexical_files import LexicalWriter, dead_passages, link_lexical
from indexer.models import Clause, Filters
from indexer.seams import Analyzer

_NO_FILTERS = Filters()


@pytest.fixture
def analyzer(word_analyzer: Callable[[], Analyzer]) -> Analyzer:
    return word_analyzer()


@pytest.fixture
def passage(analyzer: Analyzer) -> Callable[..., IndexedPassage]:
    def make(
        number: int,
        text: str,
        *,
        caption: str = "",
        document: str = "a",
        kind: str | None = None,
        issuer: str | None = None,
        days: tuple[int, int] = (0, 0),
    ) -> IndexedPassage:
        exact = " ".join(term.text for term in analyzer.terms(text))
        folded = " ".join(term.text for term in analyzer.folded(text))
        first, last = days if days[0] else (None, None)
        return IndexedPassage(number, exact, folded, caption, document, kind, issuer, first, last)

    return make


def _write(folder: Path, *passages: IndexedPassage) -> None:
    with LexicalWriter(folder) as writer:
        writer.add(passages)


def _bm25(frequency: int, length: int, mean: float, holding: int, total: int) -> float:
    """One term's part of the score, as in Robertson & Zaragoza 2009 with Lucene's idf, which is never negative."""
    rarity = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
    return rarity * frequency * (1.2 + 1) / (frequency + 1.2 * (1 - 0.75 + 0.75 * length / mean))


def test_scores_are_bm25(tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]) -> None:
    _write(tmp_path, passage(1, "đô thị thông minh"), passage(2, "đô thị đô"), passage(3, "giao thông"))
    found = LexicalIndex(tmp_path, analyzer).search([Clause.of("đô minh")], _NO_FILTERS, 10)
    mean = (4 + 3 + 2) / 3
    first = _bm25(1, 4, mean, 2, 3) + _bm25(1, 4, mean, 1, 3)
    second = _bm25(2, 3, mean, 2, 3)
    assert [posting.passage for posting in found] == [1, 2]
    assert [posting.score for posting in found] == pytest.approx([first, second], abs=1e-4)


def test_a_repeated_query_term_counts_as_often(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, passage(1, "quyết định"), passage(2, "nghị định"))
    index = LexicalIndex(tmp_path, analyzer)
    once, twice = (
        index.search([Clause.of("quyết")], _NO_FILTERS, 1),
        index.search([Clause.of("quyết quyết")], _NO_FILTERS, 1),
    )
    assert twice[0].score == pytest.approx(2 * once[0].score, abs=2e-4)


def test_without_accents_everything_that_folds_alike_is_found_and_exact_matches_come_first(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(
        tmp_path,
        passage(1, "đường sắt"),
        passage(2, "duong sat"),
        passage(3, "dương tính"),
        passage(4, "khác"),
    )
    index = LexicalIndex(tmp_path, analyzer)
    assert [posting.passage for posting in index.search([Clause.of("duong")], _NO_FILTERS, 10)] == [2, 1, 3]
    assert [posting.passage for posting in index.search([Clause.of("đường")], _NO_FILTERS, 10)] == [1]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(types=("qd",)), [1]),
        (Filters(types=("qd", "nd")), [1, 2]),
        (Filters(issuers=("ttg",)), [1, 3]),
        (Filters(types=("qd",), issuers=("cp",)), []),
        (Filters(document_ids=("vb/b b.md", "vb/c.md")), [2, 3]),
        (Filters(issued_from="2018-08-02"), [2]),
        (Filters(issued_to="2018-08-01"), [1]),
        (Filters(issued_from="2020-06-30", issued_to="2020-06-30"), [2]),
        (Filters(issued_from="1990-01-01"), [1, 2]),
    ],
)
def test_filters_limit_and_leave_scores_alone(
    tmp_path: Path,
    analyzer: Analyzer,
    passage: Callable[..., IndexedPassage],
    filters: Filters,
    expected: list[int],
) -> None:
    _write(
        tmp_path,
        passage(1, "một điều", document="vb/a.md", kind="qd", issuer="ttg", days=(20180801, 20180801)),
        passage(2, "một khoản", document="vb/b b.md", kind="nd", issuer="cp", days=(20200601, 20200631)),
        passage(3, "một điểm", document="vb/c.md", issuer="ttg"),
    )
    index = LexicalIndex(tmp_path, analyzer)
    free = {posting.passage: posting.score for posting in index.search([Clause.of("một")], _NO_FILTERS, 10)}
    assert [tuple(posting) for posting in index.search([Clause.of("một")], filters, 10)] == [
        (n, free[n]) for n in expected
    ]


@pytest.mark.parametrize("left_out", [[], [1], [2, 3], range(1, 90), range(1, 101), [1000]])
def test_what_is_left_out_makes_room_for_the_next_best(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage], left_out: Sequence[int]
) -> None:
    _write(tmp_path, *(passage(number, "đô thị " + "khác " * (number % 7)) for number in range(1, 101)))
    index, query = LexicalIndex(tmp_path, analyzer), [Clause.of("đô thị")]
    without = LeftOutPassages(np.array(left_out, dtype=np.int64))
    expected = [one for one in index.search(query, _NO_FILTERS, 100) if one.passage not in left_out]
    for limit in (1, 5, 20, 100):
        assert index.search(query, _NO_FILTERS, limit, without) == expected[:limit]


def test_terms_keep_their_slashes_and_hyphens(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, passage(1, "số 950/QĐ-TTg ngày"), passage(2, "950 QĐ TTg"))
    found = LexicalIndex(tmp_path, analyzer).search([Clause.of("950/qđ-ttg")], _NO_FILTERS, 10)
    assert [posting.passage for posting in found] == [1]


def test_equal_passages_come_by_number_across_segments(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    for start in (60, 0, 30):
        _write(tmp_path, *(passage(number, "điều khoản") for number in range(start + 30, start, -1)))
    found = LexicalIndex(tmp_path, analyzer).search([Clause.of("khoản")], _NO_FILTERS, 25)
    assert [posting.passage for posting in found] == list(range(1, 26))


def test_a_caption_is_covered_by_the_rarity_of_its_words_that_the_query_says(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(
        tmp_path,
        passage(1, "luật nhà ở", caption="luật\tnhà ở"),
        passage(2, "luật đất", caption="luật\tđất"),
        passage(3, "khác"),
    )
    index = LexicalIndex(tmp_path, analyzer)
    common, rare = (math.log(1 + (3 - holding + 0.5) / (holding + 0.5)) for holding in (2, 1))
    said = [Clause.of("luật nhà ở nào"), Clause(("đất", "thổ"), 0.5)]
    assert index.coverage(said, [1, 2, 3, 99]) == {
        1: pytest.approx(1.0),
        2: pytest.approx((common + rare / 2) / (common + rare)),
        3: 0.0,
    }
    assert index.coverage(said, []) == {}
    assert index.coverage([Clause.of("lạ")], [1]) == {}


def test_a_linked_copy_leaves_the_files_it_came_from_untouched(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    _write(old, *(passage(number, f"điều {number}") for number in range(50)))
    before = {path: checksum(path) for path in files_below(old)}
    link_lexical(old, new)
    for number in range(12):
        with LexicalWriter(new) as writer:
            writer.delete([number])
            writer.add([passage(100 + number, "điều mới")])
    assert {path: checksum(path) for path in files_below(old)} == before
    found = {
        posting.passage
        for posting in LexicalIndex(new, analyzer).search([Clause.of("điều")], _NO_FILTERS, 99)
    }
    assert found == {*range(12, 50), *range(100, 112)}
    assert len(LexicalIndex(old, analyzer)) == 50


def test_dead_passages_are_counted_until_they_are_merged_away(
    tmp_path: Path, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, *(passage(number, "điều") for number in range(10)))
    assert dead_passages(tmp_path) == 0
    with LexicalWriter(tmp_path) as writer:
        writer.delete([3, 4, 77])
    assert dead_passages(tmp_path) == 2


@pytest.mark.parametrize("query", ["", "   ", "vắng"])
def test_a_query_that_matches_nothing_finds_nothing(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage], query: str
) -> None:
    _write(tmp_path, passage(1, "có"))
    assert LexicalIndex(tmp_path, analyzer).search([Clause.of(query)], _NO_FILTERS, 5) == []


def test_a_damaged_index_is_named(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, passage(1, "có"))
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexCorruptedError) as caught:
        LexicalIndex(tmp_path, analyzer)
    assert caught.value.file == tmp_path


def test_a_folder_without_an_index_is_named(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(IndexCorruptedError):
        LexicalIndex(tmp_path / "nothing", analyzer)


def test_of_alternatives_the_best_counts(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, passage(1, "một hai"), passage(2, "một ba"), passage(3, "bốn năm"))
    index = LexicalIndex(tmp_path, analyzer)
    alone = {text: dict(index.search([Clause.of(text)], _NO_FILTERS, 9)) for text in ("một", "hai")}
    either = dict(index.search([Clause(("một", "hai"))], _NO_FILTERS, 9))
    assert either == {1: max(alone["một"][1], alone["hai"][1]), 2: alone["một"][2]}
    doubled = dict(index.search([Clause(("một", "hai"), 2.0)], _NO_FILTERS, 9))
    assert doubled == {number: pytest.approx(2 * score, abs=1e-3) for number, score in either.items()}
    assert index.search([Clause(("",)), Clause(())], _NO_FILTERS, 9) == []


def test_a_syllable_without_its_accents_beside_others_that_have_them_matches_for_less(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(
        tmp_path, passage(1, "cấp phép"), passage(2, "cap phép"), passage(3, "phép khác"), passage(4, "cáp")
    )
    index = LexicalIndex(tmp_path, analyzer)
    found = index.search([Clause.of("cap phép")], _NO_FILTERS, 10)
    assert [posting.passage for posting in found] == [2, 1, 3, 4]
    assert [posting.passage for posting in index.search([Clause.of("cấp phép")], _NO_FILTERS, 10)] == [
        1,
        2,
        3,
    ]


def test_only_some_passages_are_searched(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, *(passage(number, "đô thị") for number in range(1, 5)))
    index = LexicalIndex(tmp_path, analyzer)
    free = index.search([Clause.of("đô thị")], _NO_FILTERS, 10)
    some = index.search([Clause.of("đô thị")], _NO_FILTERS, 10, only=[2, 4])
    assert some == [posting for posting in free if posting.passage in {2, 4}]
    assert index.search([Clause.of("đô thị")], _NO_FILTERS, 10, only=[]) == []


def test_holding_counts_different_terms(
    tmp_path: Path, analyzer: Analyzer, passage: Callable[..., IndexedPassage]
) -> None:
    _write(tmp_path, passage(1, "đô thị"), passage(2, "đô"), passage(3, "khác"))
    index = LexicalIndex(tmp_path, analyzer)
    assert index.holding(["đô", "thị"], 2, folded=False) == [1]
    assert sorted(index.holding(["do", "thi"], 1, folded=True)) == [1, 2]
    assert index.holding([], 1, folded=False) == []
