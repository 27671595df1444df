"""What held when, through the whole of a knowledge base: search as of a day, timelines, validity, questions of force."""

from collections.abc import Iterator, Mapping
from itertools import combinations

import pytest

from corpus.document import parse_document
from corpus.errors import InvalidQueryError, NotFoundError
from corpus.models import Document
from corpus.readers import read_text
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase
from kb.models import SearchResult
from kb.query import Query
from kb.questions import LegalAnswer, QuestionKind, question_of
from kb.timeline.models import Include

OLD = """Điều 1. Quản lý chất lượng công trình
Chủ đầu tư quản lý chất lượng công trình xây dựng.
Điều 2. Bảo trì công trình
Chủ sở hữu bảo trì công trình xây dựng.
Điều 9. Nghị định này có hiệu lực kể từ ngày 01 tháng 3 năm 2015.
"""
MIDDLE = """Điều 1. Quản lý chất lượng công trình
Chủ đầu tư quản lý chất lượng công trình xây dựng theo hợp đồng.
Điều 9. Hiệu lực thi hành
1. Nghị định này có hiệu lực từ ngày ký và thay thế Nghị định số 46/2015/NĐ-CP.
"""
PARTS = """Điều 1. Quản lý chất lượng công trình
Công trình xây dựng được kiểm tra chất lượng.
Điều 8. Kiểm tra công trình
Cơ quan nhà nước kiểm tra công trình xây dựng.
Điều 9. Nghị định này có hiệu lực kể từ ngày 01 tháng 7 năm 2025.
"""
NEW = """Căn cứ Luật Xây dựng số 135/2025/QH15;
Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;
Điều 1. Quản lý chất lượng công trình
Nhà thầu quản lý chất lượng công trình xây dựng.
Điều 52. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.
2. Nghị định số 06/2021/NĐ-CP ngày 26 tháng 01 năm 2021 của Chính phủ hết hiệu lực kể từ ngày Nghị định này có hiệu lực.
3. Bãi bỏ Điều 8 Nghị định số 140/2025/NĐ-CP.
"""
AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 06/2021/NĐ-CP
1. Sửa đổi, bổ sung Điều 1 như sau:
“Điều 1. Quản lý chất lượng công trình khác.”
Điều 2. Nghị định này có hiệu lực từ ngày 20 tháng 6 năm 2023.
"""
GUIDING = """Thông tư này hướng dẫn Nghị định số 207/2026/NĐ-CP.
Điều 1. Mẫu biên bản kiểm tra chất lượng công trình xây dựng.
Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 7 năm 2026 đến hết ngày 31 tháng 12 năm 2027.
"""
SILENT = "Điều 1. Phê duyệt Đề án quản lý chất lượng công trình xây dựng.\n"
NEWS = "Hội thảo về quản lý chất lượng công trình xây dựng diễn ra tại Hà Nội.\n"
ACT_2017 = """제1조(목적) 이 법은 스마트도시의 조성을 목적으로 한다.
제4조(종합계획) 국가는 종합계획을 수립한다.
부칙 <제14718호, 2017. 3. 21.>
이 법은 공포 후 6개월이 경과한 날부터 시행한다.
"""
ACT_2019 = """제1조(목적) 이 법은 스마트도시의 효율적인 조성을 목적으로 한다.
제4조 삭제 <2019. 11. 26.>
부칙 <제16631호, 2019. 11. 26.>
이 법은 공포 후 3개월이 경과한 날부터 시행한다. 다만, 제1조의 개정규정은 2020년 7월 1일부터 시행한다.
"""
ACT = "스마트도시 조성 및 산업진흥 등에 관한 법률"


def _parsed(text: str, language: str, **metadata: str) -> Document:
    return parse_document(read_text(text, metadata={"lang": language, **metadata}))


def _decree(number: str, day: str, text: str, **more: str) -> Document:
    names = {"type": "Nghị định", "issuer": "Chính phủ", "title": "Quản lý chất lượng công trình", **more}
    return _parsed(text, "vi", number=f"{number}/NĐ-CP", date=day, **names)


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    return {
        "46": _decree("46/2015", "2015-02-12", OLD),
        "06": _decree("06/2021", "2021-01-26", MIDDLE),
        "140": _decree("140/2025", "2025-06-12", PARTS),
        "207": _decree("207/2026", "2026-06-15", NEW),
        "35": _decree("35/2023", "2023-06-20", AMENDING, title="Sửa đổi Nghị định số 06/2021/NĐ-CP"),
        "3": _parsed(
            GUIDING, "vi", number="03/2026/TT-BXD", date="2026-06-20", type="Thông tư", issuer="Bộ Xây dựng"
        ),
        "950": _parsed(
            SILENT,
            "vi",
            number="950/QĐ-TTg",
            date="2018-08-01",
            type="Quyết định",
            issuer="Thủ tướng Chính phủ",
        ),
        "950-ubnd": _parsed(
            SILENT,
            "vi",
            number="950/QĐ-UBND",
            date="2021-03-15",
            type="Quyết định",
            issuer="UBND thành phố Hà Nội",
        ),
        "news": _parsed(NEWS, "vi", title="Hội thảo chất lượng công trình"),
        "act-2017": _parsed(
            ACT_2017, "ko", number="법률 제14718호", type="법률", date="2017-03-21", title=ACT
        ),
        "act-2019": _parsed(
            ACT_2019, "ko", number="법률 제16631호", type="법률", date="2019-11-26", title=ACT
        ),
    }


@pytest.fixture(scope="module")
def base(
    documents: Mapping[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    home = tmp_path_factory.mktemp("force")
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.add(documents.items())
    with KnowledgeBase.open(home) as opened:
        yield opened


def found(result: SearchResult) -> set[str]:
    return {hit.document_id for hit in result.hits}


QUESTION = "quản lý chất lượng công trình xây dựng"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2014-01-01", {"news"}),
        ("2020-01-01", {"news", "46"}),
        ("2021-01-26", {"news", "06"}),
        ("2026-06-30", {"news", "06", "35", "140"}),
        ("2026-07-01", {"news", "35", "140", "207", "3"}),
        ("2028-01-01", {"news", "35", "140", "207"}),
    ],
)
def test_a_search_ranks_what_was_in_force_on_the_day(
    base: KnowledgeBase, day: str, expected: set[str]
) -> None:
    result = base.search(Query(QUESTION, language="vi", as_of=day, limit=50))
    assert found(result) == expected
    assert result.as_of == day


INCLUDES: tuple[Include, ...] = ("repealed", "pending", "unknown")


@pytest.mark.parametrize("wanted", [set(some) for size in range(4) for some in combinations(INCLUDES, size)])
def test_nothing_unwanted_is_ever_found(base: KnowledgeBase, wanted: set[Include]) -> None:
    unwanted = {
        "repealed": {"repealed", "expired", "superseded", "suspended"},
        "pending": {"pending"},
        "unknown": {"unknown"},
    }
    names = set().union(*(statuses for name, statuses in unwanted.items() if name not in wanted))
    for day in (
        "2015-03-01",
        "2017-09-22",
        "2020-02-27",
        "2021-03-15",
        "2026-06-15",
        "2026-07-01",
        "2030-01-01",
    ):
        for words in (QUESTION, "스마트도시 종합계획"):
            result = base.search(Query(words, as_of=day, include=frozenset(wanted), limit=100))
            assert {hit.validity.status for hit in result.hits} & names == set()
            assert set(result.left_out) <= names


def test_a_repealed_provision_is_left_out_alone(base: KnowledgeBase) -> None:
    words = "cơ quan nhà nước kiểm tra công trình xây dựng"
    before = base.search(Query(words, language="vi", as_of="2026-06-30", limit=50))
    after = base.search(Query(words, language="vi", as_of="2026-07-01", limit=50))
    assert "140#dieu-8" in {hit.provision_id for hit in before.hits}
    assert "140#dieu-8" not in {hit.provision_id for hit in after.hits}
    assert "140" in found(after)


def test_the_expression_of_the_day_answers(base: KnowledgeBase) -> None:
    words = "스마트도시의 조성을 목적으로 한다"
    for day, expected in (("2018-01-01", "act-2017"), ("2020-12-31", "act-2019")):
        assert found(base.search(Query(words, language="ko", as_of=day))) == {expected}
    staggered = base.search(Query(words, language="ko", as_of="2020-03-01", limit=50))
    assert "act-2019#jo-1" not in {hit.provision_id for hit in staggered.hits}


def test_a_document_named_by_its_number_is_answered_whatever_its_status(base: KnowledgeBase) -> None:
    result = base.search(Query("Nghị định 46/2015/NĐ-CP", as_of="2026-07-01"))
    assert result.hits[0].document_id == "46"
    assert result.hits[0].validity.status == "repealed"
    assert {hit.document_id for hit in result.hits[1:]} & {"46", "06"} == set()


def test_an_empty_answer_says_what_was_left_out(base: KnowledgeBase) -> None:
    result = base.search(Query(QUESTION, types=("qd",), as_of="2026-07-01"))
    assert result.hits == ()
    [reason] = result.reasons
    assert reason.startswith(
        "nothing in force on 2026-07-01 matched; 2 of 2 documents were left out (2 unknown)"
    )
    assert result.left_out["unknown"] == 2


def test_validity_names_sentence_document_and_day(
    base: KnowledgeBase, documents: Mapping[str, Document]
) -> None:
    validity = base.validity("06/2021/NĐ-CP", "2026-08-01")
    assert (validity.status, validity.since, validity.until) == ("repealed", "2026-07-01", None)
    cause = validity.causes[0]
    assert (cause.kind, cause.document_id, cause.anchor, cause.date) == (
        "terminates",
        "207",
        "dieu-52.khoan-2",
        "2026-07-01",
    )
    assert cause.span.of(documents["207"].text) == cause.text
    assert cause.text.startswith("Nghị định số 06/2021/NĐ-CP")
    assert base.validity("46", "2021-01-25").until == "2021-01-25"
    assert base.validity("140#dieu-8", "2026-07-01").status == "repealed"
    assert base.validity("140", "2026-07-01").status == "partly_expired"
    assert base.validity("act-2019#jo-4", "2020-12-31").status == "repealed"
    assert base.validity("950").status == "unknown"


@pytest.mark.parametrize(
    "identifier", ["nothing", "06#dieu-99", "99/2021/NĐ-CP#dieu-1", "quản lý chất lượng công trình"]
)
def test_what_is_not_there_or_not_one_has_no_validity(base: KnowledgeBase, identifier: str) -> None:
    with pytest.raises(NotFoundError):
        base.validity(identifier)
    with pytest.raises(NotFoundError):
        base.timeline(identifier)


@pytest.mark.parametrize("day", ["2021", "2021-05", "today"])
def test_a_day_that_is_none_is_refused(base: KnowledgeBase, day: str) -> None:
    with pytest.raises(InvalidQueryError, match="2018-08-01"):
        base.timeline("06", day)


def test_the_timeline_of_a_work(base: KnowledgeBase) -> None:
    timeline = base.timeline("vn/nd/cp/2021/6", "2022-01-01")
    assert [(event.date, event.cause.kind, event.actor, event.anchors) for event in timeline.events] == [
        ("2021-01-26", "effective", None, ()),
        ("2023-06-20", "amends", "vn/nd/cp/2023/35", ()),
        ("2023-06-20", "amends", "vn/nd/cp/2023/35", ("dieu-1",)),
        ("2026-07-01", "terminates", "vn/nd/cp/2026/207", ()),
    ]
    assert timeline.validity.status == "in_force"
    assert timeline.validity.until == "2026-06-30"


def test_any_version_of_an_act_gives_the_same_timeline(base: KnowledgeBase) -> None:
    timeline = base.timeline("act-2017", "2018-01-01")
    assert timeline == base.timeline(ACT, "2018-01-01") == base.timeline("act-2019", "2018-01-01")
    assert [(one.document_id, one.valid_from, one.valid_to) for one in timeline.expressions] == [
        ("act-2017", "2017-09-22", "2020-02-26"),
        ("act-2019", "2020-02-27", None),
    ]
    assert timeline.validity.until == "2020-02-26"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("còn hiệu lực không?", "validity"),
        ("con hieu luc khong", "validity"),
        ("hết hiệu lực chưa", "validity"),
        ("현행", "validity"),
        ("Is still in force?", "validity"),
        ("văn bản nào thay thế", "replaced_by"),
        ("bị bãi bỏ bởi", "replaced_by"),
        ("폐지되었나요", "replaced_by"),
        ("which decree replaced", "replaced_by"),
        ("được sửa đổi bởi văn bản nào", "amended_by"),
        ("what amends", "amended_by"),
        ("văn bản hướng dẫn", "guided_by"),
        ("căn cứ pháp lý của", "based_on"),
        ("개정 이력", "history"),
        ("lịch sử sửa đổi", "history"),
        ("có hiệu lực từ ngày nào", "effective_date"),
        ("시행일", "effective_date"),
        ("when does take effect", "effective_date"),
        ("trách nhiệm của chủ đầu tư", None),
        ("종합계획의 수립", None),
        ("penalties for contractors", None),
        ("", None),
    ],
)
def test_kinds_of_questions(words: str, expected: QuestionKind | None) -> None:
    assert question_of(words) == expected


def answer(base: KnowledgeBase, question: str, day: str = "2026-08-01") -> LegalAnswer:
    result = base.search(Query(question, as_of=day))
    assert result.answer is not None
    return result.answer


@pytest.mark.parametrize(
    ("question", "document", "status", "actors"),
    [
        ("Nghị định 06/2021/NĐ-CP còn hiệu lực không?", "06", "repealed", [None, "vn/nd/cp/2026/207"]),
        ("văn bản nào thay thế Nghị định 46/2015", "46", "repealed", ["vn/nd/cp/2021/6"]),
        ("Nghị định 06/2021 được sửa đổi bởi văn bản nào", "06", "repealed", ["vn/nd/cp/2023/35"] * 2),
        ("văn bản hướng dẫn Nghị định 207/2026/NĐ-CP", "207", "in_force", ["vn/tt/bxd/2026/3"]),
        (
            "căn cứ pháp lý của Nghị định 207/2026/NĐ-CP",
            "207",
            "in_force",
            ["vn/luat/qh15/2025/135", "vn/luat/qh15/2025/63"],
        ),
        ("when did Decree 46/2015 take effect", "46", "repealed", [None]),
        ("스마트도시법 현행", "act-2019", "in_force", [None, None, None]),
        ("950/QĐ-TTg hết hiệu lực chưa", "950", "unknown", []),
    ],
)
def test_questions_of_force_are_answered_from_relations_and_dates(
    base: KnowledgeBase, question: str, document: str, status: str, actors: list[str | None]
) -> None:
    told = answer(base, question)
    assert told.document_id == document
    assert told.validity is not None
    assert told.validity.status == status
    assert [event.actor for event in told.events] == actors
    assert (
        base.search(Query(question, as_of="2026-08-01"))
        .hits[0]
        .document_id.startswith(document.partition("-")[0])
    )


def test_a_question_about_a_provision(base: KnowledgeBase) -> None:
    told = answer(base, "Điều 8 Nghị định 140/2025/NĐ-CP còn hiệu lực không")
    assert told.provision == "dieu-8"
    assert told.validity is not None
    assert told.validity.status == "repealed"
    assert [event.cause.kind for event in told.events] == ["effective", "repeals_part"]


def test_a_question_about_what_may_be_several_names_them(base: KnowledgeBase) -> None:
    told = answer(base, "quyết định 950 còn hiệu lực không")
    assert (told.document_id, told.validity, told.timeline) == (None, None, None)
    assert set(told.candidates) == {"950", "950-ubnd"}


@pytest.mark.parametrize(
    "question", ["Nghị định 999/2024/NĐ-CP còn hiệu lực không", "Nghị định 06/2021 hướng dẫn 7/2020"]
)
def test_a_question_about_what_is_not_there_says_so(base: KnowledgeBase, question: str) -> None:
    told = answer(base, question)
    assert (told.document_id, told.candidates, told.events) == (None, (), ())


def test_a_search_for_text_has_no_such_answer(base: KnowledgeBase) -> None:
    for words in (QUESTION, "Nghị định 06/2021/NĐ-CP", "văn bản nào thay thế"):
        assert base.search(Query(words)).answer is None
