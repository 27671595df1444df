"""Citations of Korean texts: titles, numbers, provisions, and the words that repeat them."""

import pytest

from corpus.citations.find import find_citations
from corpus.citations.models import Citation


def only(text: str, **titles: str) -> Citation:
    (citation,) = find_citations(text, titles)
    return citation


@pytest.mark.parametrize(
    ("text", "title", "provisions"),
    [
        ("「국토의 계획 및 이용에 관한 법률」 제2조제6호", "국토의 계획 및 이용에 관한 법률", ["jo-2.ho-6"]),
        ("「건축법 시행령」 제3조의2 제1항", "건축법 시행령", ["jo-3-2.hang-1"]),
        ("「건축법」 시행령 제3조", "건축법 시행령", ["jo-3"]),
        ("'하천 관리에 관한 법률' 제8조 제1항에 따라", "하천 관리에 관한 법률", ["jo-8.hang-1"]),
        ("또한 상법 제382조의3은", "상법", ["jo-382-3"]),
        ("공인중개사법 제32조제4항", "공인중개사법", ["jo-32.hang-4"]),
        ("토지수용법 제14조", "토지수용법", ["jo-14"]),
        (
            "스마트도시 조성 및 산업진흥 등에 관한 법률 §2③",
            "스마트도시 조성 및 산업진흥 등에 관한 법률",
            ["jo-2.hang-3"],
        ),
        ("공무원보수규정 제4조제6호·제22조·별표 13", "공무원보수규정", ["jo-4.ho-6", "jo-22", "byeolpyo-13"]),
        ("「건축법」(이하 “법”이라 한다) 제 28조 본문", "건축법", ["jo-28"]),
        ("「민법」", "민법", []),
        # An order behind a title is part of it, with or without brackets; a decree is not its act.
        ("주택법 시행령 제20조 제3항", "주택법 시행령", ["jo-20.hang-3"]),
        ("산지관리법 시행규칙 제24조가 정한", "산지관리법 시행규칙", ["jo-24"]),
        ("정보공개에 관한 법률 제9조 제1항", "정보공개에 관한 법률", ["jo-9.hang-1"]),
    ],
)
def test_joins_a_title_with_its_provisions(text: str, title: str, provisions: list[str]) -> None:
    citation = only(text)

    assert citation.title == title
    assert list(citation.provisions) == provisions


@pytest.mark.parametrize(
    ("text", "provisions", "ranges"),
    [
        ("제3조부터 제5조까지", [], [("jo-3", "jo-5")]),
        ("제2조제1호 내지 제3호", [], [("jo-2.ho-1", "jo-2.ho-3")]),
        ("제2조ㆍ제3조 및 제5조의2", ["jo-2", "jo-3", "jo-5-2"], []),
        ("제6조제1항ㆍ제2항", ["jo-6.hang-1", "jo-6.hang-2"], []),
        ("제2조제3호가목 및 나목", ["jo-2.ho-3.mok-ga", "jo-2.ho-3.mok-na"], []),
        ("별표 1 제3호다목, 제4호사목", ["byeolpyo-1.ho-3.mok-da", "byeolpyo-1.ho-4.mok-sa"], []),
        ("별표 1의 제5호", ["byeolpyo-1.ho-5"], []),
        ("별지 제3호서식", ["byeolji-3"], []),
        ("제21조(정보의 이용)제1항", ["jo-21.hang-1"], []),
        ("부칙 제2조제1항", ["buchik.jo-2.hang-1"], []),
    ],
)
def test_reads_provisions_of_the_own_document(
    text: str, provisions: list[str], ranges: list[tuple[str, str]]
) -> None:
    citation = only(f"이 경우 {text}의 개정규정")

    assert citation.ref == "this_document"
    assert (list(citation.provisions), list(citation.ranges)) == (provisions, ranges)


@pytest.mark.parametrize(
    "text",
    [
        "제3회 토론회, 제20대 국회, 제1차 계획, 제1호선",
        "제2조(정의) 이 법에서 사용하는 용어",
        "제2조 부터 제4조까지 생략",
        "③ 삭제 <2017. 3. 21.>",
        "이 영은 공포한 날부터 시행한다.",
        "각각 해당 법률의 시행일부터 시행한다. 동영상을 촬영한다.",
        "3조 원의 예산",
    ],
)
def test_finds_nothing_in_words_that_look_alike(text: str) -> None:
    assert find_citations(text) == ()


def test_repeats_the_law_and_the_article_named_before() -> None:
    first, same_article, same_law, order = find_citations(
        "「하천법」 제3조제13호의 시설, 같은 조 제14호의 시설, 같은 법 제5조, 동법 시행령 제6조"
    )

    assert same_article.title == same_law.title == first.title == "하천법"
    assert (same_article.provisions, same_article.via) == (("jo-3.ho-14",), "같은 조")
    assert (order.title, order.provisions, order.via) == ("하천법 시행령", ("jo-6",), "동법 시행령")


def test_the_act_of_a_rule_is_its_first_part() -> None:
    _, act, rule = find_citations("「하천법 시행령」 제3조, 같은 법 제4조, 같은 영 제5조")

    assert act.title == "하천법"
    assert rule.title == "하천법 시행령"


def test_an_antecedent_does_not_cross_a_blank_line() -> None:
    *_, after = find_citations("「하천법」 제3조에 따른다.\n\n동법 제4조")

    assert (after.ref, after.title, after.via) == ("unresolved", None, "동법")


def test_a_word_that_ends_in_the_letters_of_an_anaphor_is_none() -> None:
    citation = only("노동법 관련 규정 및 동법 제3조")

    assert (citation.raw, citation.ref) == ("동법 제3조", "unresolved")


def test_names_given_by_the_reader_or_by_the_text() -> None:
    given = only("법 제2조", 법="주택법")
    _, defined = find_citations('「경관법」(이하 "법"이라 한다)은 … 법 제8조의2제1항')

    assert (given.title, given.via) == ("주택법", "법")
    assert (defined.title, defined.provisions) == ("경관법", ("jo-8-2.hang-1",))
    assert only("영 제3조").ref == "unresolved"


def test_a_name_means_what_was_defined_last_before_it() -> None:
    _, first, _, second = find_citations(
        '「갑에 관한 기본법」(이하 "기본법"이라 한다) 중 기본법 제2조, 「을에 관한 기본법」(이하 "기본법"이라 한다) 중 기본법 제2조'
    )

    assert (first.title, second.title) == ("갑에 관한 기본법", "을에 관한 기본법")


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("법률 제16631호(2019. 11. 26.)", "kr/prom/act/16631"),
        ("대통령령 제34872호", "kr/prom/pd/34872"),
        ("국토교통부령 제894호", "kr/prom/mo/molit/894"),
        ("국토교통부고시 제2025-168호", "kr/gosi/molit/2025-168"),
        ("병무청훈령 제2206호", "kr/hullyeong/mma/2206"),
        ("서울특별시조례 제8862호", "kr/jorye/seoul/8862"),
        ("Presidential Decree No. 34872", "kr/prom/pd/34872"),
    ],
)
def test_identifies_numbers(text: str, identity: str) -> None:
    assert only(text).id == identity


def test_a_promulgation_tells_its_date_and_title() -> None:
    event = only("법률 제8219호 건축법 일부개정법률 제69조의2제6항")
    dated = only("법률 제16631호, 2019. 11. 26., 일부개정")

    assert (event.title, event.provisions) == ("건축법 일부개정법률", ("jo-69-2.hang-6",))
    assert (dated.type, dated.date) == ("promulgation", "2019-11-26")


def test_court_decisions() -> None:
    case = only("(대법원 2014. 2. 27. 선고 2012다28745 판결)")

    assert (case.type, case.issuers, case.date, case.number, case.symbol) == (
        "case",
        ("대법원",),
        "2014-02-27",
        "2012다28745",
        "판결",
    )


def test_an_amending_sentence_speaks_of_the_act_it_amends() -> None:
    act, article, quoted, after = find_citations(
        "② 「하천법」 일부를 다음과 같이 개정한다.\n\n제3조제1항 중 “「주택법」 제2조”를 “삭제”로 한다.\n③ 생략\n제7조의 규정"
    )

    assert act.relation == "amends"
    assert (article.ref, article.title, article.provisions) == (
        "amended_document",
        "하천법",
        ("jo-3.hang-1",),
    )
    assert quoted.title == "주택법"
    assert after.ref == "this_document"


def test_relations_behind_a_citation() -> None:
    applied = only("「민법」 제105조를 준용한다")
    delegated = only('법 제2조제2호에서 "대통령령으로 정하는 서비스"란', 법="경관법")

    assert applied.relation == "applies_mutatis_mutandis"
    assert delegated.relation == "delegated_by"


def test_a_provision_behind_a_number_in_brackets_is_of_the_title() -> None:
    found = find_citations(
        "「개인정보 보호법」(법률 제21445호, 2026. 3. 10.) 제15조제1항 및 같은 조 제2항. 제3조"
    )
    assert [(one.title, one.provisions) for one in found[2:]] == [
        ("개인정보 보호법", ("jo-15.hang-1",)),
        ("개인정보 보호법", ("jo-15.hang-2",)),
        (None, ("jo-3",)),
    ]


HELD = frozenset(
    {
        "공공기관의정보공개에관한법률",
        "공유재산및물품관리법",
        "상가건물임대차보호법",
        "주택법",
        "주택법시행령",
        "고시",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Where a title without brackets begins is known only to one who knows the title.
        (
            "조서에 적힌 내용이 공공기관의 정보공개에 관한 법률 제9조 제1항 제6호에 해당하는지",
            [("공공기관의 정보공개에 관한 법률", ("jo-9.hang-1.ho-6",))],
        ),
        ("공유재산 및 물품관리법 제83조에 따라", [("공유재산 및 물품관리법", ("jo-83",))]),
        (
            "상가건물 임대차보호법이 적용되는 임대인이 같은 법 제10조에 의하여",
            [("상가건물 임대차보호법", ()), ("상가건물 임대차보호법", ("jo-10",))],
        ),
        ("주택법 시행령 제5조와 주택법 제6조", [("주택법 시행령", ("jo-5",)), ("주택법", ("jo-6",))]),
        ("구 주택법 제16조", [("주택법", ("jo-16",))]),
        # A decree that nobody knows is not its act, and no word is a title because a title ends like it.
        ("상가건물 임대차보호법 시행령 제4조", [("상가건물 임대차보호법 시행령", ("jo-4",))]),
        ("그런 방법과 불법을 막는 입법에 관한 고시", []),
    ],
)
def test_finds_the_titles_that_a_reader_knows(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    citations = find_citations(text, known=HELD)

    assert [(one.title, one.provisions) for one in citations] == found
    assert all(one.span.of(text) == one.raw for one in citations)
