"""Citations inside documents, in English, and what holds for every text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations.find import find_citations
from corpus.citations.models import Citation
from corpus.document import parse_document
from corpus.models import Document
from corpus.normalize import clean
from corpus.readers import read_text

_PIECES = (
    "Luật ", "Điều 5, ", "khoản 1 và ", "điểm a ", "Căn cứ ", "1/QĐ-TTg ", "Nghị định số ",
    "này ", "「건축법」 ", "같은 법 ", "제1조", "의2", " 및 ", "법 ", "별표 1 ", "Article 5 ", "Act ",
    "of the ", "sửa đổi, bổ sung ", "“", "”", "(", ")", "1", "a", "\n", "\n\n", "/", "-",
    "năm 2020 ", "ngày 1/1/2020 ", "(sau đây gọi là ", "(이하 \"법\"이라 한다) ", "개정한다. ", "부터 ",
    "까지 ", "từ ", "đến ", ".", "QCVN 06:2022/BXD ",
)  # fmt: skip


def document(text: str, **metadata: str) -> Document:
    return parse_document(read_text(text, metadata=metadata))


def by_raw(source: Document | str) -> dict[str, Citation]:
    return {citation.raw: citation for citation in find_citations(source)}


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)))
def test_spans_are_exact_and_in_order_whatever_the_text(raw: str) -> None:
    text = clean(raw).text
    found = find_citations(text)

    assert all(one.span.of(text) == one.raw for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_a_tree_changes_no_span_into_another_text(raw: str) -> None:
    parsed = document(raw)

    assert all(one.span.of(parsed.text) == one.raw for one in find_citations(parsed))


@pytest.mark.parametrize("piece", _PIECES)
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()

    find_citations(text)

    assert time.process_time() - started < 3


_DECREE = """\
CHÍNH PHỦ
Số: 10/2026/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ ĐỊNH
Về một việc
Căn cứ Luật Nhà ở số 27/2023/QH15;

Điều 1. Phạm vi
1. Nghị định này quy định chi tiết một số điều của Luật Nhà ở về:
a) Khoản 2 Điều 6 về nhà ở;
b) Việc khác.
2. Trường hợp quy định tại khoản 1 Điều này và điểm a khoản này.
"""


def test_a_tree_gives_relative_provisions_their_path() -> None:
    found = by_raw(document(_DECREE))

    assert found["khoản 1 Điều này"].provisions == ("dieu-1.khoan-1",)
    assert found["điểm a khoản này"].provisions == ("dieu-1.khoan-2.diem-a",)


def test_the_own_number_of_a_document_is_no_citation() -> None:
    assert "10/2026/NĐ-CP" not in by_raw(document(_DECREE))


def test_a_list_speaks_of_the_law_that_its_lead_names() -> None:
    listed = by_raw(document(_DECREE))["Khoản 2 Điều 6"]

    assert (listed.id, listed.provisions) == ("vn/luat/qh15/2023/27", ("dieu-6.khoan-2",))
    assert listed.warnings == ("document_from_lead",)


_AMENDING = """\
NGHỊ ĐỊNH
Sửa đổi một việc

Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020
1. Sửa đổi, bổ sung Điều 7 như sau:
“Điều 7. Hồ sơ
1. Hồ sơ.
2. Trường hợp quy định tại khoản 1 Điều này thì áp dụng Điều 9 Nghị định này.”
2. Sửa đổi, bổ sung một số khoản của Điều 8 như sau:
a) Bãi bỏ khoản 3;
Điều 2. Hiệu lực
Áp dụng khoản 1 Điều 1 Nghị định này.
"""


def test_new_wording_belongs_to_the_amended_document() -> None:
    found = by_raw(document(_AMENDING))
    relative, own = found["khoản 1 Điều này"], found["Điều 9 Nghị định này"]

    assert (relative.ref, relative.id) == ("amended_document", "vn/nd/cp/2020/30")
    assert relative.provisions == ("dieu-7.khoan-1",)
    assert (own.ref, own.quoted, own.provisions) == ("amended_document", True, ("dieu-9",))
    assert found["khoản 1 Điều 1 Nghị định này"].ref == "this_document"


def test_an_amended_clause_lies_in_the_article_of_its_lead() -> None:
    clause = by_raw(document(_AMENDING))["khoản 3"]

    assert (clause.ref, clause.relation) == ("amended_document", "repeals_part")
    assert clause.provisions == ("dieu-8.khoan-3",)


def test_a_local_document_may_mean_its_own_province() -> None:
    text = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nSố: 5/KH-UBND\nHà Nội, ngày 1 tháng 2 năm 2026\nKẾ HOẠCH\nVề một việc\n"
    text += "Thực hiện Quyết định số 12/2024/QĐ-UBND"
    found = by_raw(document(text))["Quyết định số 12/2024/QĐ-UBND"]

    assert found.id is None
    assert found.candidates == ("vn/qd/ubnd-ha-noi/2024/12",)


def test_an_enforcement_decree_knows_its_act() -> None:
    text = "제1조(목적) 이 영은 위임된 사항을 규정한다.\n제2조(범위) ① 법 제3조에 따른다.\n② 제1항 및 제1조를 따른다."
    found = by_raw(document(text, title="경관법 시행령", lang="ko"))

    assert (found["법 제3조"].title, found["법 제3조"].via) == ("경관법", "법")
    assert (found["제1항"].ref, found["제1항"].provisions) == ("this_article", ("jo-2.hang-1",))
    assert (found["제1조"].ref, found["제1조"].provisions) == ("this_document", ("jo-1",))


@pytest.mark.parametrize(
    ("text", "title", "provisions"),
    [
        ("Article 5(2) of the Smart City Act", "Smart City Act", ("jo-5.hang-2",)),
        (
            "Article 3-2 of the Act on the Management of Rivers",
            "Act on the Management of Rivers",
            ("jo-3-2",),
        ),
        ("Clause 2, Article 5 of the Law on Land", "Law on Land", ("dieu-5.khoan-2",)),
        ("Article 8 of Decree No. 30/2020/ND-CP", None, ("dieu-8",)),
    ],
)
def test_english_articles(text: str, title: str | None, provisions: tuple[str, ...]) -> None:
    (citation,) = find_citations(text)

    assert (citation.title, citation.provisions) == (title, provisions)
    assert citation.raw == text


def test_an_english_law_with_its_number() -> None:
    (law,) = find_citations("Law on Construction No. 50/2014/QH13")

    assert (law.title, law.id) == ("Law on Construction", "vn/luat/qh13/2014/50")
