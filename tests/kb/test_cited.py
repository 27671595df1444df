"""What a question cites inside its sentences: the laws that are here, and no others."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.backends.local import LocalIndex
from indexer.models import ProvisionKey
from kb.cited import LAW_BONUS, Cited, CitedLaw, CitedReader
from kb.knowledge_base import KnowledgeBase
from kb.models import Explanation
from kb.pinned import Pinned
from kb.query import Query, analyze
from kb.ranking import RankedProvision

ACT, ACT_DECREE = "ko/smart-city-act", "ko/smart-city-decree"
SCHEME, WASTE, DECREE = "vi/950-qd-ttg", "vi/950-qd-ubnd", "vi/269-2025-nd-cp"
DAY = "2026-01-01"


@pytest.fixture
def reader(home: Path) -> Iterator[CitedReader]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        yield CitedReader(Pinned.of(backend))


def read(reader: CitedReader, text: str, **filters: object) -> Cited | None:
    return reader.read(analyze(Query(text, **filters)), DAY)  # type: ignore[arg-type]  # filters of several types


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("theo khoản 2 Điều 21 Nghị định 269/2025/NĐ-CP thì phải chờ bao lâu", [(DECREE, "dieu-21.khoan-2")]),
        ("nghị định số 269/2025/nđ-cp, điều 21 nói gì về hồ sơ", [(DECREE, "dieu-21")]),
        ("스마트도시법 제2조 제1호에서 말하는 도시의 뜻", [(ACT, "jo-2.ho-1")]),
        ("구 유비쿼터스도시의 건설 등에 관한 법률 제2조에서 정한 뜻", [(ACT, "jo-2")]),
        ("스마트도시 조성 및 산업진흥 등에 관한 법률 제3조, 같은 법 시행령 제2조의 관계", [(ACT, "jo-3"), (ACT_DECREE, "jo-2")]),
        ("「스마트도시 조성 및 산업진흥 등에 관한 법률」 제2조와 제3조의 차이", [(ACT, "jo-2"), (ACT, "jo-3")]),
        ("스마트도시 조성ㆍ산업진흥 등에 관한 법률과 스마트도시법 제1조의 차이", [(ACT, "jo-1")]),
        ("What does Article 2 of the Smart City Act say about services?", [(ACT, "jo-2")]),
        ("Under Decree No. 269/2025/ND-CP, Article 21, how long does it take?", [(DECREE, "dieu-21")]),
        # An item that the text does not tell apart is answered by the unit around it.
        ("Điểm a khoản 2 Điều 21 Nghị định 269/2025/NĐ-CP có nghĩa gì", [(DECREE, "dieu-21.khoan-2")]),
        # A law alone cites no provision.
        ("Nghị định 269/2025/NĐ-CP quy định gì về hồ sơ", []),
    ],
)  # fmt: skip
def test_provisions(reader: CitedReader, text: str, provisions: list[tuple[str, str]]) -> None:
    cited = read(reader, text)
    assert cited is not None
    assert list(cited.provisions) == provisions


@pytest.mark.parametrize(
    "text",
    [
        # Nothing but a name is a known item, not a question.
        "950/QĐ-TTg",
        "스마트도시법 제2조",
        # Neither a law that is not here, nor the decree or the namesake of one that is.
        "theo Điều 5 Nghị định 270/2025/NĐ-CP thì phải làm gì",
        "주택법 제2조에서 정한 주택의 뜻",
        "스마트도시법 시행규칙 제2조에서 정한 서비스",
        "theo Nghị định 269/2024/NĐ-CP thì phải làm gì",
        # A provision of nobody's.
        "제2조에서 말하는 스마트도시의 뜻",
        "Điều 21 quy định gì về hồ sơ",
        "đô thị thông minh là gì",
    ],
)
def test_nothing_is_cited(reader: CitedReader, text: str) -> None:
    assert read(reader, text) is None


def test_a_provision_alone_belongs_to_no_law_where_several_are_named(reader: CitedReader) -> None:
    cited = read(reader, "Nghị định 269/2025/NĐ-CP và Quyết định 950/QĐ-TTg, theo đó thì Điều 1 nói gì")
    assert cited is not None
    assert cited.provisions == ()
    assert [law.document_ids for law in cited.laws] == [(DECREE,), (SCHEME,)]


def test_filters_hold_for_what_is_cited(reader: CitedReader) -> None:
    text = "Điều 21 Nghị định 269/2025/NĐ-CP khác gì Quyết định 950/QĐ-TTg"
    cited = read(reader, text, types=("qd",))
    assert cited is not None
    assert [law.document_ids for law in cited.laws] == [(SCHEME,)]
    assert read(reader, text, language="ko") is None


def test_the_cited_provisions_come_first_and_the_rest_of_the_law_higher(base: KnowledgeBase) -> None:
    result = base.search(Query("스마트도시법 제3조와 제2조에서 말하는 재원과 서비스의 관계", limit=100))
    first, second, *rest = result.hits
    assert {first.provision_id, second.provision_id} == {f"{ACT}#jo-2", f"{ACT}#jo-3"}
    assert all(hit.explanation.from_reference and hit.score == 1.0 for hit in (first, second))
    assert {hit.document_id for hit in rest if hit.explanation.of_cited_law} == {ACT}
    assert len({hit.provision_id for hit in result.hits}) == len(result.hits)
    assert result.reference is not None
    assert result.reference.document_ids == (ACT,)
    assert set(result.reference.provision_ids) == {f"{ACT}#jo-2", f"{ACT}#jo-3"}


def test_a_law_cited_as_a_whole_is_answered_by_its_best_provision(base: KnowledgeBase) -> None:
    hits = base.search(Query("Nghị định 269/2025/NĐ-CP quy định gì về nguyên tắc đầu tư")).hits
    assert hits[0].explanation.from_reference
    assert hits[0].document_id == DECREE
    assert hits[0].provision_id.startswith(f"{DECREE}#dieu-20")


def test_a_question_that_cites_nothing_raises_nothing(base: KnowledgeBase) -> None:
    result = base.search(Query("Điều 21 quy định gì về chứng nhận khu đô thị thông minh", limit=100))
    assert not any(hit.explanation.from_reference or hit.explanation.of_cited_law for hit in result.hits)


def test_a_missing_provision_is_told(base: KnowledgeBase) -> None:
    result = base.search(Query("theo Điều 99 Nghị định 269/2025/NĐ-CP thì phải làm gì"))
    assert result.reference is not None
    assert result.reference.missing_anchors == ("dieu-99",)
    assert result.reference.provision_ids == ()


def entry(document_id: str, anchor: str, fused: float) -> RankedProvision:
    return RankedProvision(ProvisionKey(document_id, anchor), 1, Explanation("ko", fused=fused))


ENTRIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["jo-1", "jo-2", "jo-2.hang-1"]), st.floats(-2, 5)),
    max_size=12,
    unique_by=lambda drawn: drawn[:2],
).map(lambda drawn: [entry(*one) for one in drawn])


@given(ENTRIES.flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))))
def test_the_order_of_entries_and_laws_does_not_matter(
    drawn: tuple[list[RankedProvision], list[RankedProvision]],
) -> None:
    entries, shuffled = drawn
    laws = (CitedLaw("a", ("a",)), CitedLaw("b", ("b",)))
    expected = Cited(laws, ()).raised(entries)
    assert Cited(laws[::-1], ()).raised(shuffled) == expected
    assert {one.key for one in expected} == {one.key for one in entries}


@given(ENTRIES)
def test_a_provision_of_a_cited_law_gains_and_no_other_changes(entries: list[RankedProvision]) -> None:
    before = {one.key: one.explanation.fused or 0.0 for one in entries}
    for one in Cited((CitedLaw("a", ("a",)),), ()).raised(entries):
        gain = LAW_BONUS if one.key.document_id == "a" else 0.0
        assert one.explanation.fused == before[one.key] + gain
        assert one.explanation.of_cited_law == bool(gain)


def test_cited_provisions_stand_as_in_the_ranking() -> None:
    """A passage within a cited article, or the one around a cited item, tells where it stands."""
    law = CitedLaw(
        "a", ("a",), (ProvisionKey("a", "jo-9"), ProvisionKey("a", "jo-2.hang-1"), ProvisionKey("a", "jo-3"))
    )
    ranked = [
        entry("a", "jo-2", 2.0),
        entry("b", "jo-9", 1.5),
        entry("a", "jo-9.hang-1", 1.0),
        entry("a", "jo-30", 0.5),
    ]
    named = Cited((law,), ()).named(ranked)
    assert [key.anchor for key in named.provisions] == ["jo-2.hang-1", "jo-9", "jo-3"]
