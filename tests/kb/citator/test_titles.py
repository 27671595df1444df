"""Titles as citations give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citator.titles import alike, contradicts, edits
from kb.citator.wording import printed_day, said


@pytest.mark.parametrize(
    ("cited", "held", "kind"),
    [
        ("về quản lý chi phí đầu tư", "Quản lý chi phí đầu tư xây dựng", "nd"),
        ("về quản lý chi phí đầu tư xây dựng đối với dự án", "Về quản lý chi phí đầu tư xây dựng", "nd"),
        ("quy định chi tiết một số nội dung về quản lý chất lượng công trình", "Quản lý chất lượng công trình", "nd"),
        ("về quản lý chi phí", "Quản lý, thanh toán chi phí đầu tư", "nd"),
        ("quy định chi tiết và hướng dẫn", "Tháo gỡ khó khăn về đất đai", "nd"),
        ("Luật Sửa đổi, bổ sung một số điều của Luật Xây dựng", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", "luat"),
        ("VỀ QUẢN LÝ CHI PHÍ", "về quản lí chi phí".replace("lí", "lý"), "nd"),
    ],
)  # fmt: skip
def test_a_title_may_be_cut_run_on_and_leave_out(cited: str, held: str, kind: str) -> None:
    assert not contradicts(cited, held, kind)


@pytest.mark.parametrize(
    ("cited", "held", "kind"),
    [
        ("về quản lý chất lượng đầu tư xây dựng", "Quản lý chi phí đầu tư xây dựng", "nd"),
        ("phê duyệt Đề án phát triển du lịch", "Phê duyệt Đề án phát triển đô thị thông minh", "qd"),
        ("Luật Quy hoạch đô thị và nông thôn", "Luật Quy hoạch đô thị", "luat"),
        ("Luật Xây dựng", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", "luat"),
    ],
)
def test_other_words_are_another_title(cited: str, held: str, kind: str) -> None:
    assert contradicts(cited, held, kind)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("스마트도시 조성 및 산업육성 등에 관한 법률", "스마트도시 조성 및 산업진흥 등에 관한 법률", True),
        ("주택법", "주차장법", False),
        ("주택법", "주택법", False),
        ("주택법 시행령", "주택법 시행규칙", False),
        ("quản lý chi phí đầu tư xây dựng", "quản lý chi phí đầu tư xây dựng công trình", True),
        ("quản lý chi phí đầu tư xây dựng", "quản lý chất lượng thi công công trình", False),
        ("đất", "đất", False),
    ],
)
def test_alike_is_a_slip_apart(one: str, other: str, *, near: bool) -> None:
    assert alike(one, other) is near


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_a_distance(one: str, two: str, three: str) -> None:
    assert (edits(one, two) == 0) == (one == two)
    assert edits(one, two) == edits(two, one)
    assert edits(one, three) <= edits(one, two) + edits(two, three)
    assert abs(len(one) - len(two)) <= edits(one, two) <= max(len(one), len(two))


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("dieu-5.khoan-2.diem-dd", "điểm đ khoản 2 Điều 5"),
        ("phuluc-1", "Phụ lục 1"),
        ("jo-3-2.hang-1.mok-ga", "제3조의2제1항가목"),
        ("jo-2.ho-1-2", "제2조제1호의2"),
        ("buchik-16631.jo-1", "부칙 제1조"),
        ("no anchor", "no anchor"),
    ],
)
def test_anchors_are_said_as_they_are_cited(anchor: str, words: str) -> None:
    assert said(anchor) == words


def test_days_are_printed_as_the_country_does() -> None:
    assert printed_day("2026-03-07", korean=True) == "2026. 3. 7."
    assert printed_day("2026-03-07", korean=False) == "07/03/2026"
    assert printed_day("2026-03", korean=False) == "2026-03"
