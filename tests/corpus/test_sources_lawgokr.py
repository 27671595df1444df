"""Saved answers of law.go.kr, with the field names of the service and its traps."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import parse_document
from corpus.errors import DamagedFileError, EmptyFileError, ReadError, UnsupportedFormatError
from corpus.models import Document
from corpus.readers.limits import ReadLimits
from corpus.readers.registry import read_content
from corpus.sources.folder import find_files

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<법령 법령키="0131902020022716631"><기본정보><법령ID>013190</법령ID><공포일자>20191126</공포일자><공포번호>16631</공포번호>
<법종구분 법종구분코드="A0002">법률</법종구분><법령명_한글><![CDATA[시험도시법]]></법령명_한글>
<소관부처 소관부처코드="1613000">국토교통부</소관부처><시행일자>20200227</시행일자><제개정구분>일부개정</제개정구분></기본정보>
<조문>
<조문단위 조문키="0001000"><조문번호>1</조문번호><조문여부>전문</조문여부>
<조문내용><![CDATA[        제1장 총칙 <개정 2017. 3. 21.>]]></조문내용></조문단위>
<조문단위 조문키="0001001"><조문번호>1</조문번호><조문여부>조문</조문여부><조문제목>목적</조문제목><조문시행일자>20200227</조문시행일자>
<조문이동이전>0</조문이동이전><조문이동이후>제0조</조문이동이후>
<조문내용><![CDATA[제1조(목적) 이 법은 시험을 목적으로 한다.]]></조문내용></조문단위>
<조문단위 조문키="0002001"><조문번호>2</조문번호><조문여부>조문</조문여부><조문제목>정의</조문제목><조문시행일자>20200227</조문시행일자>
<조문내용><![CDATA[제2조(정의) 뜻은 다음과 같다.]]></조문내용>
<항><호><호번호>1.</호번호><호내용><![CDATA[1.  "도시"란 다음 각 목의 것을 말한다.]]></호내용>
<목><목번호>가.</목번호><목내용><![CDATA[가. 큰 도시]]></목내용></목><목><목번호>나.</목번호><목내용>나. 작은 도시</목내용></목></호>
<호><호번호>1.</호번호><호가지번호>2</호가지번호><호내용><![CDATA["마을"이란 작은 곳을 말한다.]]></호내용></호></항></조문단위>
<조문단위 조문키="0003001"><조문번호>3</조문번호><조문가지번호>2</조문가지번호><조문여부>조문</조문여부><조문제목>책무</조문제목>
<조문시행일자>20210101</조문시행일자><조문내용>제3조의2(책무)</조문내용>
<항><항번호>①</항번호><항내용><![CDATA[① 국가는 힘쓴다.<img id="1"></img>]]></항내용></항>
<항><항번호>2</항번호><항내용>시장은 돕는다.</항내용></항><조문참고자료><![CDATA[[본조신설 2019. 11. 26.]]]></조문참고자료></조문단위>
<조문단위 조문키="0004001"><조문번호>4</조문번호><조문여부>조문</조문여부><조문내용>제4조 삭제 &lt;2017. 3. 21.&gt;</조문내용></조문단위>
</조문>
<부칙><부칙단위><부칙공포일자>20170321</부칙공포일자><부칙공포번호>14718</부칙공포번호>
<부칙내용><![CDATA[부칙 <제14718호,2017. 3. 21.>펼치기접기
제1조(시행일) 이 법은 공포 후 6개월이 경과한 날부터 시행한다.]]></부칙내용></부칙단위>
<부칙단위><부칙공포일자>20191126</부칙공포일자><부칙공포번호>16631</부칙공포번호>
<부칙내용>이 법은 2020년 2월 27일부터 시행한다.</부칙내용></부칙단위></부칙>
<별표><별표단위><별표번호>0001</별표번호><별표가지번호>00</별표가지번호>
<별표구분>별표</별표구분><별표제목>과태료의 부과기준</별표제목></별표단위>
<별표단위><별표번호>0003</별표번호><별표가지번호>02</별표가지번호><별표구분>서식</별표구분><별표제목>신청서</별표제목></별표단위></별표>
</법령>"""


def read(content: str, name: str = "law.xml") -> Document:
    return parse_document(read_content(content.encode(), name, ReadLimits(), lambda seconds: None))


def as_json(**law: Any) -> str:
    info = {
        "법령ID": "000001",
        "법령명_한글": "시험법",
        "시행일자": "20240101",
        "공포번호": "1",
        "공포일자": "20231231",
    }
    kind = {"content": "법률", "법종구분코드": "A0002"}
    return json.dumps({"법령": {"기본정보": info | {"법종구분": kind}, **law}})


def anchors(document: Document) -> list[str]:
    return [unit.anchor for unit in document.root.walk() if unit.kind not in {"document", "text"}]


def test_a_law_is_laid_out_as_its_pages_print_it() -> None:
    document = read(LAW)
    assert document.text.split("\n")[:2] == [
        "시험도시법",
        "[시행 2020. 2. 27.] [법률 제16631호, 2019. 11. 26., 일부개정]",
    ]
    assert document.source.report.format == "lawgokr"
    assert anchors(document) == [
        "jang-1", "jo-1", "jo-2", "jo-2.ho-1", "jo-2.ho-1.mok-ga", "jo-2.ho-1.mok-na", "jo-2.ho-1-2",
        "jo-3-2", "jo-3-2.hang-1", "jo-3-2.hang-2", "jo-4", "buchik-14718", "buchik-14718.jo-1", "buchik-16631",
        "byeolpyo-1", "byeolji-3-2",
    ]  # fmt: skip
    assert "img" not in document.text
    assert "펼치기" not in document.text
    assert "[별지 제3호의2서식] 신청서" in document.text


def test_its_fields_make_the_header_and_the_identity() -> None:
    header = read(LAW).header
    assert (header.work_id, header.number, header.type, header.issuer) == (
        "kr/act/013190", "법률 제16631호", "act", "assembly",
    )  # fmt: skip
    assert (header.issued, header.effective, header.revision) == ("2019-11-26", "2020-02-27", "일부개정")
    assert header.title == "시험도시법"


def test_an_article_with_a_later_day_of_effect_says_so() -> None:
    document = read(LAW)
    assert "[시행일: 2021. 1. 1.] 제3조의2" in document.text
    later = [effect for effect in document.effects if effect.date == "2021-01-01"]
    assert [effect.anchors for effect in later] == [("jo-3-2",)]
    assert "시행일: 2021. 1. 1." in later[0].evidence.of(document.text)


def test_json_gives_one_as_an_object_and_texts_as_nested_arrays() -> None:
    paragraph = {
        "항번호": "①",
        "항내용": ["① 다음 각 호와 같다."],
        "호": {"호번호": "1.", "호내용": [["1. 하나", ""]]},
    }
    unit = {
        "조문번호": "1",
        "조문여부": "조문",
        "조문제목": "목적",
        "조문내용": [["제1조(목적)", ""]],
        "항": paragraph,
    }
    addendum = {
        "부칙단위": {
            "부칙공포번호": "1",
            "부칙공포일자": "20231231",
            "부칙내용": [["부칙 <제1호,2023.12.31>", "이 법은 시행한다."]],
        }
    }
    document = read(as_json(조문={"조문단위": unit}, 부칙=addendum), "law.json")
    assert anchors(document) == ["jo-1", "jo-1.hang-1", "jo-1.hang-1.ho-1", "buchik-1"]


def test_items_beside_their_clauses_go_to_the_clauses_that_announce_them() -> None:
    clauses = [
        {"호번호": "1.", "호내용": "1. 다음 각 목의 것"},
        {"호번호": "2.", "호내용": "2. 그 밖의 것"},
        {"호번호": "3.", "호내용": "3. 다음 각 목의 자"},
    ]
    items = [{"목번호": f"{one}.", "목내용": f"{one}. {two}"} for one, two in ("가갑", "나을", "가병")]
    unit = {
        "조문번호": "2",
        "조문여부": "조문",
        "조문내용": "제2조(정의)",
        "항": {"호": clauses, "목": items},
    }
    document = read(as_json(조문={"조문단위": [unit]}), "law.json")
    assert anchors(document) == [
        "jo-2", "jo-2.ho-1", "jo-2.ho-1.mok-ga", "jo-2.ho-1.mok-na", "jo-2.ho-2", "jo-2.ho-3", "jo-2.ho-3.mok-ga",
    ]  # fmt: skip


def test_an_article_without_its_label_gets_it() -> None:
    unit = {
        "조문번호": "0010",
        "조문가지번호": "3",
        "조문여부": "조문",
        "조문제목": "위임",
        "조문내용": "시장에게 위임한다.",
    }
    assert "제10조의3(위임) 시장에게 위임한다." in read(as_json(조문={"조문단위": unit}), "law.json").text


def test_an_administrative_rule_is_known_by_its_agency_and_number() -> None:
    document = read(
        "<AdmRulService><행정규칙기본정보><행정규칙일련번호>2100000255000</행정규칙일련번호><행정규칙명>시험 지침</행정규칙명>"
        "<행정규칙종류>고시</행정규칙종류><발령일자>20250331</발령일자><발령번호>2025-168</발령번호><소관부처명>국토교통부</소관부처명>"
        "<시행일자>20250401</시행일자></행정규칙기본정보><조문내용><![CDATA[제1조(목적) 이 고시는 시험한다.]]></조문내용>"
        "<조문내용><![CDATA[제2조(정의) 뜻은 없다.]]></조문내용>"
        "<부칙><부칙공포일자>20250331</부칙공포일자><부칙내용>부칙\n이 고시는 시행한다."
        "</부칙내용></부칙></AdmRulService>"
    )
    assert document.header.work_id == "kr/gosi/molit/2025-168"
    assert (document.header.issued, document.header.effective) == ("2025-03-31", "2025-04-01")
    assert anchors(document)[:2] == ["jo-1", "jo-2"]


def test_a_local_rule_is_read_too() -> None:
    document = read(
        "<LawService><자치법규기본정보><자치법규ID>2026543</자치법규ID><자치법규명>서울특별시 시험 조례</자치법규명>"
        "<자치법규종류>C0001</자치법규종류>"
        "<지자체기관명>서울특별시</지자체기관명><공포일자>20230522</공포일자><공포번호>8862</공포번호><시행일자>20230522</시행일자>"
        "</자치법규기본정보><조문><조><조문번호>000102</조문번호><조문여부>Y</조문여부>"
        "<조제목>목적</조제목><조내용>이 조례는 시험한다.</조내용></조>"
        "</조문></LawService>"
    )
    assert (document.header.number, document.header.work_id) == (
        "서울특별시조례 제8862호",
        "kr/jorye/2026543",
    )
    assert "제1조의2(목적) 이 조례는 시험한다." in document.text


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (
            "<LawSearch><totalCnt>1</totalCnt><law id='1'/></LawSearch>",
            UnsupportedFormatError,
            "list of laws",
        ),
        (
            "<Response><result>사용자 정보 검증에 실패하였습니다.</result><msg>등록하여 주십시오.</msg></Response>",
            ReadError,
            "실패하였습니다. 등록",
        ),
        ('{"result": "조회에 실패하였습니다.", "msg": ""}', ReadError, "실패"),
        ('{"Law": "일치하는 법령이 없습니다."}', ReadError, "일치하는"),
        ("<법령><조문번호>1</조문번호></법령>", UnsupportedFormatError, "no text of a law"),
        ("<법령><기본정보><법령ID>1</법령ID></기본정보></법령>", EmptyFileError, "no articles"),
        ('{"법령": [', DamagedFileError, "JSON is broken"),
    ],
)
def test_what_holds_no_law_is_refused_by_name(content: str, kind: type[ReadError], told: str) -> None:
    with pytest.raises(kind, match=told):
        read(content)


def test_an_element_left_open_breaks_nothing() -> None:
    broken = LAW.replace("]]></조문참고자료>", "]]>")
    assert anchors(read(broken)) == anchors(read(LAW))


def test_a_folder_offers_saved_answers_but_no_other_json(tmp_path: Path) -> None:
    (tmp_path / "law.json").write_text(as_json(), encoding="utf-8")
    (tmp_path / "spelled.json").write_text(as_json().encode().decode("unicode_escape"), encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"name": "법령"}', encoding="utf-8")
    (tmp_path / "law.xml").write_text(LAW, encoding="utf-8")
    assert [file.path.name for file in find_files([tmp_path])] == ["law.json", "law.xml", "spelled.json"]


NAMES = st.sampled_from(
    [
        "법령",
        "기본정보",
        "조문",
        "조문단위",
        "조문내용",
        "항",
        "호",
        "목",
        "호번호",
        "부칙",
        "별표단위",
        "content",
        "result",
    ]
)
TREES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_no_answer_does_more_than_be_refused(law: dict[str, Any]) -> None:
    with suppress(ReadError):
        read(json.dumps({"법령": law}), "law.json")
