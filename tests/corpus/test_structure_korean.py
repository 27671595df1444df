"""Surface forms of Korean law, one row a fact: text, then the anchors of its numbered units in order."""

import pytest

from corpus.models import Provision
from corpus.structure.parsing import parse_structure


def anchors(root: Provision) -> list[str]:
    return [provision.anchor for provision in root.walk() if provision.kind not in {"document", "text"}]


LEVELS = [
    # all levels down to 가)
    (
        "제7조(위원회) ① 위원\n1. 다음\n가. 나라\n1) 하나\n가) 둘\n② 다른",
        [
            "jo-7", "jo-7.hang-1", "jo-7.hang-1.ho-1", "jo-7.hang-1.ho-1.mok-ga", "jo-7.hang-1.ho-1.mok-ga.sub-1",
            "jo-7.hang-1.ho-1.mok-ga.sub-1.ssub-ga", "jo-7.hang-2",
        ],
    ),
    # headings carry their number, articles do not carry them
    ("제1편 총칙\n제1장 통칙\n제1절의2 공간\n제1조 (목적) 이 법은", ["pyeon-1", "pyeon-1.jang-1", "pyeon-1.jang-1.jeol-1-2", "jo-1"]),
    # glued headings
    ("제1장 총칙제1조(목적) 이 법은 다음을 정한다.", ["jang-1", "jo-1"]),
    # items without a paragraph, and inserted ones
    ("제2조(정의) 뜻은 다음과 같다.\n1. 하나\n1의2. 둘\n2. 셋", ["jo-2", "jo-2.ho-1", "jo-2.ho-1-2", "jo-2.ho-2"]),
    # deleted and omitted units remain, ranges are one unit
    ("제3조 삭제 <2017. 3. 21.>\n제4조 및 제5조 삭제\n제6조 부터 제9조 까지 생략\n제10조 생략", ["jo-3", "jo-4", "jo-6", "jo-10"]),
    # deleted on the next line
    ("제8조\n\n삭제 <2020.2.4>\n\n제8조의2 (평가)\n① 하나", ["jo-8", "jo-8-2", "jo-8-2.hang-1"]),
    # paragraphs run on in one line
    ("제1조(목적) ① 하나로 한다. ② 둘로 한다.", ["jo-1", "jo-1.hang-1", "jo-1.hang-2"]),
    # more than twenty paragraphs, and ranges of them
    ("제7조(개정) ①부터 ⑳까지 생략\n<21> 생략\n<22>부터 <30>까지 생략", ["jo-7", "jo-7.hang-1", "jo-7.hang-21", "jo-7.hang-22"]),
    # addenda by promulgation number; a heading of its own before them is one with the first
    (
        "제1조(목적) 하나\n\n부칙\n\n부칙 <제702호,2020.2.28>\n\n이 규칙은 시행한다.\n\n"
        "부칙(정부조직법) <제21065호,2025.10.1>\n\n제1조(시행일) 이 법은",
        ["jo-1", "buchik-702", "buchik-21065", "buchik-21065.jo-1"],
    ),
    # addenda without a number
    ("부칙\n제1조(시행일) 이 고시는\n부 칙\n① 하나", ["buchik-1", "buchik-1.jo-1", "buchik-2", "buchik-2.hang-1"]),
    # annexes and forms
    (
        "제1조(목적) 하나\n■ 법 시행령 [별표 1의2] <개정 2020.1.1>\n기준(제3조 관련)\n1. 일반\n[별지 제3호서식] 신청서",
        ["jo-1", "byeolpyo-1-2", "byeolpyo-1-2.ho-1", "byeolji-3"],
    ),
    # guidelines
    ("제1장 총칙\n1-1-1. 목적\n1-1-2. 범위\n1-2-1. 원칙", ["jang-1", "para-1-1-1", "para-1-1-2", "para-1-2-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text: str, expected: list[str]) -> None:
    root, notes = parse_structure(text, "ko")
    assert anchors(root) == expected
    assert {note.code for note in notes} <= {"gap_in_sequence"}


TRAPS = [
    # a citation goes on with a particle
    ("제1조(목적) 하나\n제25조(관리계획)에 따라 정한다.\n제2조(정의) 둘", ["jo-1", "jo-2"]),
    # a citation of a smaller unit
    ("제1조(목적) 하나\n제3조제2항 중 정한다.\n제2조(정의) 둘", ["jo-1", "jo-2"]),
    # an item that is nothing but a citation
    ("제38조(열람)\n1. 제39조\n2. 제40조\n제39조(제공) 하나", ["jo-38", "jo-38.ho-1", "jo-38.ho-2", "jo-39"]),
    # dates at the beginning of a line
    ("제1조(목적) 하나\n2026. 3. 5. 시행한다.\n1. 하나", ["jo-1", "jo-1.ho-1"]),
    # an act amended in the addenda keeps its numbers to itself
    (
        "부칙 <제1호,2020.1.1>\n제5조(다른 법률의 개정) ① 생략\n② 건축법 일부를 다음과 같이 개정한다.\n제2조제5호를 다음과 같이 한다.\n"
        "5. 새로운 것\n제10조의2(새 조)\n③ 및 ④ 생략\n제6조 생략",
        ["buchik-1", "buchik-1.jo-5", "buchik-1.jo-5.hang-1", "buchik-1.jo-5.hang-2", "buchik-1.jo-5.hang-3", "buchik-1.jo-6"],
    ),
    # an annex cited in brackets
    ("제1조(목적) 하나\n[별표 1]의 기준에 따른다.", ["jo-1"]),
    # editorial notes
    ("제1조(목적) 하나\n[제목개정 2017.9.19]\n[본조신설 2006.12.28]\n제2조(정의) 둘", ["jo-1", "jo-2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRAPS)
def test_running_text_is_no_heading(text: str, expected: list[str]) -> None:
    assert anchors(parse_structure(text, "ko")[0]) == expected


def test_titles() -> None:
    text = "제1장 총칙 <개정 2008.10.29>\n제2조의3(「법」(약칭)의 적용) 하나\n[제10조] 사업의 허가\n① 둘\n[별표 1] 부과기준\n1. 셋"
    root, _ = parse_structure(text, "ko")
    assert {
        provision.anchor: (provision.title, provision.heading) for provision in root.walk() if provision.title
    } == {
        "jang-1": ("총칙", "제1장 총칙"),
        "jo-2-3": ("「법」(약칭)의 적용", "제2조의3(「법」(약칭)의 적용)"),
        "jo-10": ("사업의 허가", "제10조(사업의 허가)"),
        "byeolpyo-1": ("부과기준", "[별표 1] 부과기준"),
    }


def test_gaps() -> None:
    text = "제7조(위원회) ② 위원\n1. 다음\n하. 열넷째\n거. 열다섯째"
    _, notes = parse_structure(text, "ko")
    spans = [note.span for note in notes]
    assert [span.of(text) for span in spans if span] == ["제7조", "②", "하"]
