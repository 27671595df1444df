"""Relations and effects: what sentences do to other law, when their own law begins and ends, with exact evidence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations.find import find_citations
from corpus.document import parse_document
from corpus.models import Document, Header, Span
from corpus.readers import read_text
from corpus.relations.authority import may_change
from corpus.relations.days import counted_day
from corpus.relations.models import Effect
from corpus.relations.sentences import Sentences


def parsed(text: str, language: str = "vi", **metadata: str) -> Document:
    return parse_document(read_text(text, metadata={"lang": language, **metadata}))


def decree(text: str, **metadata: str) -> Document:
    return parsed(
        text, number="207/2026/NĐ-CP", type="Nghị định", date="2026-06-15", issuer="Chính phủ", **metadata
    )


def ends(document: Document) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """What ends other law: kind, target, provisions."""
    return [
        (one.kind, one.target.id or one.target.id_pattern, one.target_anchors)
        for one in document.relations
        if one.target and one.kind in {"repeals", "repeals_part", "replaces", "terminates", "suspends"}
    ]


def begins(document: Document) -> list[tuple[str, tuple[str, ...], str | None]]:
    """What the document says of its own effect: kind, provisions, day."""
    return [(one.kind, one.anchors, counted_day(one, document.header.issued)) for one in document.effects]


REPLACED = (
    "Nghị định này có hiệu lực từ ngày ký và thay thế Nghị định số 46/2015/NĐ-CP ngày 12 tháng 5 năm 2015."
)
PART = "Bãi bỏ Điều 8 Nghị định số 140/2025/NĐ-CP; khoản 4 Điều 9 Nghị định số 11/2013/NĐ-CP."
GUIDING = (
    "Thông tư số 19/2023/TT-BTTTT ngày 25 tháng 12 năm 2023 quy định chi tiết một số điều của Quyết định số 8/2023/QĐ-TTg "
    "hết hiệu lực kể từ ngày Nghị định này có hiệu lực."
)
LIST = """1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.
2. Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:
a) Nghị định số 37/2015/NĐ-CP của Chính phủ; Nghị định số 50/2021/NĐ-CP sửa đổi một số điều của Nghị định số 37/2015/NĐ-CP;
b) Điều 9 Nghị định số 35/2023/NĐ-CP."""
UNTYPED = (
    "Nghị định này thay thế các Quyết định: số 23/2016/QĐ-TTg ngày 05/8/2016 về thoát nước; số 48/2023/QĐ-TTg ngày 08/12/2023.\n"
    "Quyết định số 7/2020/QĐ-TTg tiếp tục áp dụng."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPLACED, [("replaces", "vn/nd/cp/2015/46", ())]),
        (
            PART,
            [
                ("repeals_part", "vn/nd/cp/2025/140", ("dieu-8",)),
                ("repeals_part", "vn/nd/cp/2013/11", ("dieu-9.khoan-4",)),
            ],
        ),
        (GUIDING, [("terminates", "vn/tt/btttt/2023/19", ())]),
        (
            LIST,
            [
                ("terminates", "vn/nd/cp/2015/37", ()),
                ("terminates", "vn/nd/cp/2021/50", ()),
                ("terminates", "vn/nd/cp/2023/35", ("dieu-9",)),
            ],
        ),
        (UNTYPED, [("replaces", "vn/qd/ttg/2016/23", ()), ("replaces", "vn/qd/ttg/2023/48", ())]),
        ("Nghị định này hướng dẫn Luật số 50/2014/QH13.", []),
        ("Bãi bỏ Luật Xây dựng số 50/2014/QH13.", []),
    ],
    ids=["replaces", "part", "guided is no target", "list", "untyped list", "guides", "no decree ends a law"],
)
def test_what_a_decree_ends(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert ends(decree(f"Điều 52. Hiệu lực\n{text}")) == expected


def test_who_amends_whom() -> None:
    document = decree(
        "Điều 1. Phạm vi\nĐiều 14 Luật số 50/2014/QH13 được sửa đổi, bổ sung bởi Luật số 62/2020/QH14."
    )
    [amends] = [one for one in document.relations if one.kind == "amends"]
    assert amends.actor is not None
    assert amends.target is not None
    assert (amends.actor.id, amends.target.id) == ("vn/luat/qh14/2020/62", "vn/luat/qh13/2014/50")
    assert amends.target_anchors == ("dieu-14",)


def test_new_wording_states_nothing_of_the_amending_document() -> None:
    document = decree(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 100/2024/NĐ-CP\n"
        "1. Sửa đổi khoản 1 Điều 3 như sau:\n"
        "“1. Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2030 và thay thế Nghị định số 5/2020/NĐ-CP.”"
    )
    assert begins(document) == []
    assert ends(document) == []
    assert ("amends", ("dieu-3.khoan-1",)) in [(one.kind, one.target_anchors) for one in document.relations]


EARLY = """Điều 3. Điều khoản thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021, trừ trường hợp quy định tại khoản 2 Điều này.
2. Các quy định sau đây của Luật này có hiệu lực thi hành kể từ ngày 15 tháng 8 năm 2020:
a) Quy định tại khoản 13 Điều 1 về thẩm định;
b) Quy định tại khoản 30 Điều 1 theo quy định tại Điều 9;
c) Quy định tại điểm d và điểm đ khoản 3 Điều này."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 2. Nghị định này có hiệu lực kể từ ngày ký ban hành.", [("effective", (), "2026-06-15")]),
        ("Điều 2. Nghị định này có hiệu lực sau 45 ngày kể từ ngày ký.", [("effective", (), "2026-07-30")]),
        ("Điều 2. Nghị định này có hiệu lực thì hành từ ngày 01/7/2026.", [("effective", (), "2026-07-01")]),
        ("1. Nghị định có hiệu lực từ **09/02/2026**", [("effective", (), "2026-02-09")]),
        (
            "Điều 2. Nghị định này có hiệu lực từ ngày 01/3/2026 đến hết ngày 31/12/2026.",
            [("effective", (), "2026-03-01"), ("expires", (), "2027-01-01")],
        ),
        ("Điều 2. Nghị định này hết hiệu lực từ ngày 01/3/2028.", [("expires", (), "2028-03-01")]),
        (
            "Điều 2. Khoản 13 Điều 1 của Nghị định này có hiệu lực từ ngày 15 tháng 8 năm 2026.",
            [("effective", ("dieu-1.khoan-13",), "2026-08-15")],
        ),
        ("Điều 2. Công trình khởi công trước ngày Nghị định này có hiệu lực từ ngày 01/7/2026.", []),
        ("Điều 2. Nghị định này có hiệu lực từ ngày Luật Xây dựng có hiệu lực.", []),
        ("Điều 2. Hợp đồng có hiệu lực từ ngày ký.", []),
        (
            EARLY,
            [
                ("effective", (), "2021-01-01"),
                (
                    "effective",
                    ("dieu-1.khoan-13", "dieu-1.khoan-30", "dieu-3.khoan-3.diem-d", "dieu-3.khoan-3.diem-dd"),
                    "2020-08-15",
                ),
            ],
        ),
    ],
)
def test_when_a_vietnamese_document_takes_effect(
    text: str, expected: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    assert begins(decree(text)) == expected


ACT = """제1조(목적) 이 법은 안전을 목적으로 한다.
제3조(정의) ① 용어의 뜻은 다음과 같다.
② 삭제 <2024. 2. 20.>
제4조 삭제 <2017. 3. 21.>
부칙 <제21445호, 2026. 3. 10.>
제1조(시행일) 이 법은 공포 후 6개월이 경과한 날부터 시행한다.
다만, 제1조, 제3조제1항 단서 및 제17조제2항의 개정규정은 2027년 7월 1일부터 시행한다.
제2조(다른 법률의 폐지) 「낡은 안전법」은 폐지한다.
제3조(다른 법률의 개정) ① 주차장법 일부를 다음과 같이 개정한다.
제9조제1항 중 "「건축법」 제8조"를 "「건축법」 제11조"로 한다.
"""


def act(text: str = ACT, **metadata: str) -> Document:
    return parsed(
        text, "ko", number="법률 제21445호", type="법률", date="2026-03-10", title="안전법", **metadata
    )


def test_when_a_korean_act_takes_effect() -> None:
    assert begins(act()) == [
        ("deleted", ("jo-3.hang-2",), "2024-02-20"),
        ("deleted", ("jo-4",), "2017-03-21"),
        ("effective", (), "2026-09-11"),
        ("effective", ("jo-1", "jo-17.hang-2"), "2027-07-01"),
    ]


def test_a_consolidated_text_counts_its_own_addendum_only() -> None:
    older = "부칙 <제100호, 2001. 1. 1.>\n이 법은 2001년 2월 1일부터 시행한다.\n"
    assert [one for one in begins(act(ACT + older)) if one[0] == "effective"] == begins(act())[2:]


def test_an_addendum_repeals_and_amends_from_its_own_first_day() -> None:
    stated = {
        (one.kind, one.target.title, one.target_anchors): one.date for one in act().relations if one.target
    }
    assert stated[("repeals", "낡은 안전법", ())] == "2026-09-11"
    assert stated[("amends", "주차장법", ("jo-9.hang-1",))] == "2026-09-11"
    assert not [target for _, target, _ in stated if target == "건축법"]


@pytest.mark.parametrize("effective", ["2026-09-11", "2026-10-01"])
def test_a_header_that_contradicts_the_text_is_reported(effective: str) -> None:
    document = act(effective=effective)
    notes = [one for one in document.diagnostics if one.code == "header_effective_conflict"]
    assert len(notes) == (effective == "2026-10-01")
    assert document.header.effective == effective
    for note in notes:
        assert note.span is not None
        assert note.span.of(document.text).endswith("시행한다.")


@pytest.mark.parametrize("document", [decree(f"Điều 9. Thi hành\n{LIST}\n{PART}"), decree(EARLY), act()])
def test_evidence_is_a_sentence_of_the_text_inside_its_provision(document: Document) -> None:
    units = {unit.anchor: unit for unit in document.root.walk()}
    assert document.effects
    stated = [(one.anchor, one.evidence) for one in document.relations]
    for anchor, evidence in [*stated, *((one.anchor, one.evidence) for one in document.effects)]:
        assert units[anchor].span.contains(evidence)
        sentence = evidence.of(document.text)
        assert sentence == sentence.strip() != ""


@pytest.mark.parametrize(
    ("months", "days", "basis", "expected"),
    [
        (6, 0, "promulgation", "2026-03-01"),
        (0, 0, "promulgation", "2025-08-31"),
        (0, 10, "signing", "2025-09-10"),
    ],
)
def test_counted_days(months: int, days: int, basis: str, expected: str) -> None:
    effect = Effect("effective", "", (), None, basis, Span(0, 0), months=months, days=days)  # type: ignore[arg-type]
    assert counted_day(effect, "2025-08-31") == expected
    assert counted_day(effect, "2025-08") is None
    assert counted_day(effect, None) is None


@pytest.mark.parametrize(
    ("actor", "target", "expected"),
    [
        ("Luật số 62/2020/QH14", "Luật số 50/2014/QH13", True),
        ("Nghị định số 1/2020/NĐ-CP", "Luật số 50/2014/QH13", False),
        ("Nghị quyết số 66.2/2026/NQ-CP", "Luật số 50/2014/QH13", True),
        ("Quyết định số 5/2020/QĐ-UBND", "Quyết định số 5/2018/QĐ-TTg", False),
        ("Thông tư số 5/2020/TT-BXD", "Quyết định số 5/2018/QĐ-TTg", False),
        ("Quyết định số 5/2020/QĐ-TTg", "Thông tư số 5/2018/TT-BXD", True),
        ("Công văn số 6862/BXD-PTĐT", "Luật số 50/2014/QH13", True),
    ],
)
def test_nobody_changes_what_a_higher_body_made(actor: str, target: str, expected: bool) -> None:
    [acting], [changed] = find_citations(actor), find_citations(target)
    assert may_change(acting, changed) is expected
    assert may_change(Header(), changed)


@settings(max_examples=60, deadline=None)
@given(
    st.text("ab. \n;“Đ", max_size=80),
    st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted),
)
def test_a_sentence_holds_what_it_was_asked_for(text: str, ends: list[int]) -> None:
    document = parsed(text)
    span = Span(*(min(end, len(document.text)) for end in ends))
    found = Sentences(document.text, document.root).around(span)
    asked = span.of(document.text).strip()
    assert asked in found.of(document.text)
    assert document.root.span.contains(found)
