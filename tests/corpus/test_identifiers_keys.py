"""What a document can be called by: identity, promulgation, disputed numbers, titles."""

import pytest

from corpus.identifiers import exists_on, predecessors, successors
from corpus.identifiers.keys import work_keys
from corpus.models import Header


def test_a_disputed_number_is_a_key_of_the_same_work() -> None:
    header = Header(
        work_id="vn/qd/bxd/2022/388",
        number="388/QĐ-BXD",
        type="qd",
        issued="2022-05-12",
        aliases=("38/QĐ-BXD",),
    )
    keys = work_keys(header)
    assert keys[0] == "vn/qd/bxd/2022/388"
    assert {"vn/qd/bxd/2022/38", "vn/qd/bxd/*/38"} <= set(keys)


def test_an_alias_of_another_type_or_of_no_form_is_no_key() -> None:
    header = Header(work_id="vn/qd/bxd/2022/388", type="qd", aliases=("38/TT-BXD", "VKC"))
    assert work_keys(header) == ("vn/qd/bxd/2022/388", "vn/qd/bxd/*/388")


def test_a_korean_law_is_called_by_its_register_number_and_by_its_last_promulgation() -> None:
    header = Header(work_id="kr/act/010719", number="법률 제16631호", type="act", title="시험도시법")
    assert work_keys(header) == ("kr/act/010719", "kr/prom/act/16631", "title:kr:시험도시법")


@pytest.mark.parametrize(
    ("header", "called"),
    [
        # The number of the National Assembly tells no type; the title does.
        (
            Header(number="100/2015/QH13", issued="2015", title="Bộ luật Thử nghiệm"),
            "title:vn:boluat:thunghiem:2015",
        ),
        (
            Header(number="100/2015/QH13", type="luat", title="Bộ luật Thử nghiệm"),
            "title:vn:boluat:thunghiem",
        ),
        (
            Header(number="2/2011/QH13", issued="2011", title="Luật Thử nghiệm"),
            "title:vn:luat:thunghiem:2011",
        ),
        (Header(type="luat", issued="2011", title="Thử nghiệm"), "title:vn:luat:thunghiem:2011"),
    ],
)
def test_a_law_is_called_by_its_title(header: Header, called: str) -> None:
    assert called in work_keys(header)


def test_a_page_that_is_only_titled_like_a_law_is_none() -> None:
    assert work_keys(Header(title="Luật Thử nghiệm")) == ()


def test_mergers_of_2025_lead_both_ways() -> None:
    assert successors("bgtvt") == ("bxd",)
    assert successors("bbcvt") == ("btttt", "bkhcn")
    assert successors("ubnd-hai-duong") == ("ubnd-hai-phong",)
    assert successors("bxd") == ()
    assert all(
        body in predecessors(later) for body in ("bkhdt", "btnmt", "ubdt") for later in successors(body)
    )


def test_a_body_exists_from_its_first_day_until_its_last() -> None:
    assert [exists_on("bnnmt", day) for day in ("2025-02-28", "2025-03-01")] == [False, True]
    assert [exists_on("bnnptnt", day) for day in ("2025-02-28", "2025-03-01")] == [True, False]
    assert [exists_on("motir", day) for day in ("2025-09-30", "2025-10-01")] == [False, True]
