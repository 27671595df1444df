"""The life of a work: exactly one status for every day, and the rules by which it comes out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Header, Span
from indexer.models import DocumentRecord
from kb.timeline import HOLDING, RULING, Law, Told
from kb.timeline.days import day_after, day_before, first_day
from kb.timeline.life import Life
from kb.timeline.models import Include, ValidityStatus
from kb.timeline.statements import Statement
from kb.works import Work, Works

State = Callable[..., Statement]


def record(document_id: str = "a", **header: str) -> DocumentRecord:
    known: dict[str, Any] = {"number": "1/2020/NĐ-CP", "type": "nd", "issued": "2020-01-01", **header}
    fields = Header(**{name: value for name, value in known.items() if value})
    return DocumentRecord(abs(hash(document_id)), document_id, "", "", "vi", fields, 0, 0, 0, "")


def begins(day: str | None, *anchors: str, of: str = "a") -> Statement:
    return Statement("effective", of, "", None, day, anchors=anchors, only=of, earliest="2020-01-01")


def said(kind: str, day: str | None, *anchors: str, **more: object) -> Statement:
    return Statement(kind, "b", "dieu-9", None, day, anchors=anchors, **more)  # type: ignore[arg-type]


def status(statements: list[Statement], on: str, anchor: str = "", **header: str) -> ValidityStatus:
    one = record(**header)
    return Life(Work("w", (one,)), statements).rule(one, anchor, on).status


IN_2021 = begins("2021-01-01")


@pytest.mark.parametrize(
    ("statements", "on", "expected"),
    [
        ([IN_2021], "2019-12-31", "pending"),
        ([IN_2021], "2020-12-31", "pending"),
        ([IN_2021], "2021-01-01", "in_force"),
        ([], "2019-12-31", "pending"),
        ([], "2020-01-01", "unknown"),
        ([begins(None)], "2021-01-01", "unknown"),
        ([IN_2021, said("replaces", "2022-07-01")], "2022-06-30", "in_force"),
        ([IN_2021, said("replaces", "2022-07-01")], "2022-07-01", "repealed"),
        ([IN_2021, said("repeals", None, earliest="2022-05-01")], "2022-04-30", "in_force"),
        ([IN_2021, said("repeals", None, earliest="2022-05-01")], "2022-05-01", "unknown"),
        ([IN_2021, said("repeals", "2022-07-01", certain=False)], "2023-01-01", "in_force"),
        ([IN_2021, said("repeals", "2020-06-01")], "2020-07-01", "repealed"),
        ([IN_2021, said("repeals", "2019-06-01")], "2021-07-01", "in_force"),
        ([said("repeals", "2022-07-01")], "2022-08-01", "repealed"),
        ([IN_2021, said("expires", "2023-01-01", only="a")], "2022-12-31", "in_force"),
        ([IN_2021, said("expires", "2023-01-01", only="a")], "2023-01-01", "expired"),
        ([IN_2021, said("suspends", "2022-01-01", until="2022-03-31")], "2022-03-31", "suspended"),
        ([IN_2021, said("suspends", "2022-01-01", until="2022-03-31")], "2022-04-01", "in_force"),
        ([IN_2021, said("suspends", None, earliest="2022-01-01")], "2022-01-01", "unknown"),
        ([IN_2021, said("repeals_part", "2022-01-01", "dieu-3")], "2021-12-31", "in_force"),
        ([IN_2021, said("repeals_part", "2022-01-01", "dieu-3")], "2022-01-01", "partly_expired"),
        ([IN_2021, said("replaces", "2022-01-01", "dieu-3")], "2022-01-01", "partly_expired"),
        ([IN_2021, said("repeals_part", "2022-01-01")], "2022-01-01", "partly_expired"),
        ([IN_2021, said("deleted", "2022-01-01", "dieu-3", only="a")], "2022-01-01", "in_force"),
        ([IN_2021, said("amends", "2022-01-01")], "2022-01-01", "in_force"),
    ],
)
def test_status_of_a_document(statements: list[Statement], on: str, expected: str) -> None:
    assert status(statements, on) == expected


@pytest.mark.parametrize(
    ("statements", "anchor", "on", "expected"),
    [
        ([IN_2021], "dieu-3", "2021-01-01", "in_force"),
        ([IN_2021], "dieu-3", "2020-12-31", "pending"),
        ([IN_2021, begins("2022-01-01", "dieu-3")], "dieu-3.khoan-1", "2021-12-31", "pending"),
        ([IN_2021, begins("2022-01-01", "dieu-3")], "dieu-30", "2021-12-31", "in_force"),
        ([IN_2021, begins("2020-08-15", "dieu-3")], "dieu-3", "2020-08-15", "in_force"),
        ([IN_2021, begins("2020-08-15", "dieu-3")], "dieu-4", "2020-08-15", "pending"),
        (
            [IN_2021, begins("2022-01-01", "dieu-3"), begins("2023-01-01", "dieu-3.khoan-2")],
            "dieu-3.khoan-2",
            "2022-06-01",
            "pending",
        ),
        ([IN_2021, begins(None, "dieu-3")], "dieu-3", "2022-01-01", "unknown"),
        ([IN_2021, said("repeals_part", "2022-01-01", "dieu-3")], "dieu-3.khoan-1", "2022-01-01", "repealed"),
        (
            [IN_2021, said("repeals_part", "2022-01-01", "dieu-3.khoan-1")],
            "dieu-3",
            "2022-01-01",
            "partly_expired",
        ),
        ([IN_2021, said("repeals_part", "2022-01-01", "dieu-3.khoan-1")], "dieu-4", "2022-01-01", "in_force"),
        (
            [IN_2021, said("repeals_part", None, "dieu-3", earliest="2022-01-01")],
            "dieu-3",
            "2022-01-01",
            "unknown",
        ),
        (
            [IN_2021, said("repeals_part", None, "dieu-3", earliest="2022-01-01")],
            "",
            "2022-01-01",
            "in_force",
        ),
        ([IN_2021, said("deleted", None, "dieu-3", only="a")], "dieu-3", "2022-01-01", "repealed"),
        ([IN_2021, said("suspends", "2022-01-01", "dieu-3")], "dieu-3.khoan-1", "2022-01-01", "suspended"),
        ([IN_2021, said("suspends", "2022-01-01", "dieu-3")], "", "2022-01-01", "in_force"),
        ([IN_2021, said("repeals", "2022-01-01")], "dieu-3", "2022-01-01", "repealed"),
    ],
)
def test_status_of_a_provision(statements: list[Statement], anchor: str, on: str, expected: str) -> None:
    assert status(statements, on, anchor) == expected


@pytest.mark.parametrize("header", [{"type": "bc"}, {"type": "kh"}, {"type": ""}, {"number": ""}])
def test_what_makes_no_law_has_no_validity(header: dict[str, str]) -> None:
    assert status([IN_2021], "2022-01-01", **header) == "not_law"
    assert status([IN_2021], "2019-12-31", **header) == "pending"


def test_versions_of_an_act_follow_each_other_by_their_first_day() -> None:
    """The act promulgated first takes effect last, and so it is the newest."""
    early = record("early", type="act", number="법률 제2호", issued="2017-03-21", effective="2017-09-22")
    late = record("late", type="act", number="법률 제1호", issued="2017-02-08", effective="2018-02-09")
    english = record("english", type="act", number="법률 제2호", issued="2017-03-21")
    life = Life(
        Work("w", (english, early, late)), [begins("2017-09-22", of="early"), begins("2018-02-09", of="late")]
    )
    assert [life.rule(one, "", "2018-02-08").status for one in (english, early, late)] == [
        "in_force",
        "in_force",
        "pending",
    ]
    assert [life.rule(one, "", "2018-02-09").status for one in (english, early, late)] == [
        "superseded",
        "superseded",
        "in_force",
    ]
    assert life.stretch(early, "", "2018-01-01") == life.stretch(english, "", "2018-01-01")
    assert life.stretch(early, "", "2018-01-01").until == "2018-02-08"


def test_an_end_said_before_a_version_was_issued_does_not_end_it() -> None:
    old = record("old", type="act", number="법률 제1호", issued="2010-01-01", effective="2010-01-01")
    new = record("new", type="act", number="법률 제2호", issued="2020-01-01", effective="2020-01-01")
    parts = [said("repeals_part", "2015-01-01", "jo-3")]
    life = Life(
        Work("w", (old, new)), [begins("2010-01-01", of="old"), begins("2020-01-01", of="new"), *parts]
    )
    assert life.rule(old, "jo-3", "2016-01-01").status == "repealed"
    assert life.rule(new, "jo-3", "2021-01-01").status == "in_force"


def test_the_sentence_is_shown_before_the_header_that_repeats_it() -> None:
    one = record()
    sentence = Statement("effective", "a", "dieu-2", Span(0, 5), "2021-01-01", only="a")
    other = Statement("effective", "a", "dieu-9", Span(6, 9), "2022-01-01", only="a")
    life = Life(Work("w", (one,)), [IN_2021, other, sentence])
    assert life.begin(one) == "2021-01-01"
    assert life.rule(one, "", "2021-01-01").causes == (sentence,)


def test_doubts_are_told_and_decide_nothing() -> None:
    one = record()
    doubt = said("repeals", "2022-01-01", certain=False)
    part = said("repeals_part", "2022-01-01", "dieu-3", certain=False)
    life = Life(Work("w", (one,)), [IN_2021, doubt, part, said("amends", "2022-01-01", certain=False)])
    assert life.doubts(one, "") == (doubt, part)
    assert life.doubts(one, "dieu-3.khoan-1") == (doubt, part)
    assert life.doubts(one, "dieu-4") == (doubt,)


FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 60).map(lambda day: (FIRST + timedelta(days=day)).isoformat())
ANCHORS = st.sampled_from(["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-1.diem-a", "dieu-2", "dieu-10"])
KINDS = [
    "effective",
    "expires",
    "suspended",
    "deleted",
    "repeals",
    "repeals_part",
    "replaces",
    "suspends",
    "amends",
]


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    kind = draw(st.sampled_from(KINDS))
    own = kind in {"effective", "expires", "suspended", "deleted"}
    anchors = draw(st.lists(ANCHORS, max_size=2, unique=True))
    return said(
        kind,
        draw(st.none() | DAYS),
        *(anchors or (["dieu-2"] if kind == "deleted" else [])),
        until=draw(st.none() | DAYS),
        certain=draw(st.booleans()) or own,
        only=draw(st.sampled_from(["a", "b"])) if own else None,
        earliest=draw(st.none() | DAYS),
    )


RECORDS = st.tuples(*(
    st.builds(
        lambda kind, issued, effective, name=name: record(name, type=kind, number=f"법률 제{name}호", issued=issued, effective=effective),
        st.sampled_from(["act", "nd"]),
        st.just("") | DAYS | st.just("2020-01"),
        st.just("") | DAYS,
    )
    for name in "ab"
))  # fmt: skip
EVERY_DAY = [(FIRST + timedelta(days=day)).isoformat() for day in range(-2, 64)]


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.lists(statements(), max_size=6), st.just("") | ANCHORS)
def test_every_day_has_one_status_and_stretches_leave_no_gap(
    records: tuple[DocumentRecord, ...], listed: list[Statement], anchor: str
) -> None:
    life = Life(Work("w", records), listed)
    for one in records:
        day_by_day = {day: life.rule(one, anchor, day).status for day in EVERY_DAY}
        for day, found in day_by_day.items():
            stretch = life.stretch(one, anchor, day)
            if found in {"unknown", "not_law"}:
                assert stretch.since is stretch.until is None
                continue
            since, until = stretch.since or EVERY_DAY[0], stretch.until or EVERY_DAY[-1]
            assert until >= day
            assert {found} == {day_by_day[other] for other in EVERY_DAY if day <= other <= until}
            if (
                life.rule(one, anchor, day).causes[:1]
                and life.rule(one, anchor, day).causes[0].kind == "deleted"
            ):
                continue
            assert since <= day
            assert {found} == {day_by_day[other] for other in EVERY_DAY if since <= other <= day}
            if stretch.until:
                assert life.rule(one, anchor, day_after(stretch.until)).status != found
            if stretch.since:
                assert life.rule(one, anchor, day_before(stretch.since)).status != found


@settings(max_examples=40, deadline=None)
@given(
    RECORDS,
    st.lists(statements(), max_size=6),
    DAYS,
    st.frozensets(st.sampled_from(["repealed", "pending", "unknown"])),
)
def test_what_is_left_out_is_what_is_unwanted(
    records: tuple[DocumentRecord, ...], listed: list[Statement], day: str, include: frozenset[Include]
) -> None:
    works = Works.of(records)
    by_work = {
        work.key: tuple(
            one for one in listed if one.only is None or one.only in {r.document_id for r in work.documents}
        )
        for work in works
    }
    law = Law(works, Told(by_work, {}, {}, RULING))
    left_out = law.outside(day, include)
    unwanted = {
        "repealed": {"repealed", "expired", "superseded", "suspended"}, "pending": {"pending"}, "unknown": {"unknown"},
    }  # fmt: skip
    names = set().union(*(statuses for name, statuses in unwanted.items() if name not in include))
    for one in records:
        life = law.life(works.by_document[one.document_id])
        whole = life.rule(one, "", day).status
        assert ((one.document_id, "") in left_out.without) == (whole in names)
        for anchor in ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-1.diem-a", "dieu-2", "dieu-10"]:
            lost = life.rule(one, anchor, day).status in names
            steps = anchor.split(".")
            covered = any(
                (one.document_id, ".".join(steps[:end])) in left_out.without
                for end in range(1, len(steps) + 1)
            )
            assert whole in names or not lost or covered
    assert sum(left_out.documents.values()) == sum(not anchor for _, anchor in left_out.without)
    assert not HOLDING & set(left_out.documents)


def test_first_days() -> None:
    assert [first_day(day) for day in ("2020", "2020-05", "2020-05-07", None)] == [
        "2020-01-01",
        "2020-05-01",
        "2020-05-07",
        None,
    ]
