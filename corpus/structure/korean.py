"""How Korean law is divided.

Accepted forms, one line each:

    제1편 총칙                             pyeon-1    jang-1, jeol-1, gwan-1 for 장, 절, 관; `제1절의2` is jeol-1-2
    제3조의2(적용 범위)                    jo-3-2     also `제1조 (목적)`, `[제10조] 허가`, `제4조 삭제 <2017. 3. 21.>`
    제2조부터 제24조까지 생략              jo-2       one unit for the whole range; `제6조 및 제7조 삭제` too
    ② 위원은 …                             hang-2     `<21>` behind ⑳; `②부터 ⑮까지 생략`
    1의2. "국가시범도시"란                 ho-1-2
    거. 그 밖의 시설                       mok-geo
    1) 동수                                sub-1      `가)` ssub-ga, `(1)` bsub-1, `(가)` bssub-ga
    1-1-1. 목적                            para-1-1-1 the numbers of guidelines
    부칙(정부조직법) <제21065호,2025.10.1> buchik-21065
    [별표 1] 과징금의 부과기준             byeolpyo-1 `[별지 제3호서식]` byeolji-3
"""

import re
from collections.abc import Callable

from corpus.structure import numerals
from corpus.structure.amending import KoreanAmending
from corpus.structure.lines import Lines
from corpus.structure.marks import ARTICLE_LEVEL, Mark, Role, Rule, RuleTable
from corpus.structure.numerals import Numeral
from corpus.structure.titles import TitleReader

# Behind `제25조(도시ㆍ군관리계획)` a particle shows a citation.
_NO_PARTICLE = (
    r"(?!에|의|을|를|과|와|은|는|가\s|및|부터|까지|로|으로|중\s|또는|[ㆍ·,]|제\d|"
    r"이(?!\s?(?:법|영|규칙|조례|고시|지침|훈령|예규|규정)))"
)
_TITLE = r"\((?P<title>(?:[^()\n]|\((?:[^()\n]|\([^()\n]{0,200}+\)){0,300}+\)){1,300}+)\)"
_LINE_ENDS = r"(?=[ \t]*(?:\n|\Z))"
_OMITTED = r"(?=[ \t]*(?:생략|삭제))"


def _range(number: str) -> str:
    """The rest of `②부터 ⑮까지`, `제6조 및 제7조`, which must go on with `생략` or `삭제`."""
    return rf"[ \t]?(?:부터|내지|및|ㆍ|,)[ \t]?(?P<last>{number})(?:[ \t]?까지)?{_OMITTED}"


def _division(kind: str, level: int, word: str) -> Rule:
    pattern = re.compile(
        rf"(?P<label>제[ \t]?(?P<number>\d{{1,3}}[ \t]?{word}(?:의[ \t]?\d{{1,2}})?))(?=\s|\Z)[ \t]*"
        r"(?P<title>[^\n<\[]{0,200}?)(?=제\d{1,4}조(?:의\d{1,2})?[ \t]?\(|[ \t]*(?:[<\[\n]|\Z))"
    )
    return Rule(kind, level, Role.HEADING, "제", pattern, numerals.branched)


_Reader = Callable[[str], Numeral | None]
_ARTICLE = r"\d{1,4}[ \t]?조(?:의[ \t]?\d{1,3}){0,3}"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_CIRCLED = r"[①-⑳㉑-㉟㊱-㊿]|<\d{1,4}>"
_DATE = r"(?!\d{4}\.|\d{1,2}\.[ \t]?\d{1,2}\.[ \t]?\d)"


def _article(rest: str) -> Rule:
    pattern = re.compile(rf"(?P<label>제[ \t]?(?P<number>{_ARTICLE})){rest}[ \t]*")
    return Rule("jo", ARTICLE_LEVEL, Role.HEADING, "제", pattern, numerals.branched)


_DIGITS = "0123456789"
_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
_ITEM_BEHIND = r"(?:[ \t]+(?=\S)|(?=[가-힣「“\"]))"
_NUMBER = r"\d{1,3}(?:의\d{1,2})?"


def _rule(kind: str, level: int, role: Role, starts: str, pattern: str, numeral: _Reader) -> Rule:
    return Rule(kind, level, role, starts, re.compile(pattern), numeral)


def _item(kind: str, level: int, starts: str, pattern: str, numeral: _Reader) -> Rule:
    return _rule(kind, level, Role.ENUMERATOR, starts, pattern, numeral)


_RULES = RuleTable(
    (
        _rule(
            "buchik", 1, Role.COMPONENT, "부",
            r"(?:부[ \t]?칙[ \t]*\n\s*)?(?P<label>부[ \t]?칙[ \t]*(?:\([^<\n]{1,300}\)[ \t]*)?"
            r"[<\[(](?:[^\d<>\n]{0,40}제)?[ \t]?(?P<number>\d{1,5}(?:-\d{1,4})?)[ \t]?호[^>\n]{0,60}[>\])])",
            numerals.unordered,
        ),
        _rule(
            "buchik", 1, Role.COMPONENT, "부",
            rf"(?P<label>부[ \t]?칙)(?:[ \t]*[<(\[][^\n]{{0,200}}|[ \t]*){_LINE_ENDS}", numerals.unordered,
        ),
        _rule(
            "byeolpyo", 1, Role.COMPONENT, "[■별",
            r"(?:■[^\n\[]{0,100})?(?P<label>\[[ \t]?별[ \t]?표[ \t]*(?P<number>\d{1,3}(?:의[ \t]?\d{1,2})?)?[ \t]?\])"
            rf"{_NO_PARTICLE}[ \t]*", numerals.branched,
        ),
        _rule(
            "byeolpyo", 1, Role.COMPONENT, "별",
            rf"(?P<label>별표[ \t]?(?P<number>\d{{1,3}}(?:의\d{{1,2}})?)){_LINE_ENDS}", numerals.branched,
        ),
        _rule(
            "byeolji", 1, Role.COMPONENT, "[■",
            r"(?:■[^\n\[]{0,100})?(?P<label>\[[ \t]?별지[ \t]*(?:제[ \t]?(?P<number>\d{1,3}[ \t]?호(?:의[ \t]?\d{1,2})?)"
            rf"[ \t]?(?:의\d{{1,2}})?[ \t]?서식)?[ \t]?\]){_NO_PARTICLE}[ \t]*", numerals.branched,
        ),
        _division("pyeon", 10, "편"),
        _division("jang", 20, "장"),
        _division("jeol", 30, "절"),
        _division("gwan", 40, "관"),
        _article(rf"[ \t]?{_TITLE}{_NO_PARTICLE}"),
        _article(_range(rf"제?[ \t]?{_ARTICLE}")),
        _article(rf"(?:{_OMITTED}|{_LINE_ENDS})"),
        _rule(
            "jo", ARTICLE_LEVEL, Role.HEADING, "[", rf"\[(?P<label>제[ \t]?(?P<number>{_ARTICLE}))\]{_NO_PARTICLE}[ \t]*",
            numerals.branched,
        ),
        _rule(
            "para", ARTICLE_LEVEL, Role.HEADING, _DIGITS, r"(?P<label>(?P<number>\d{1,2}(?:-\d{1,2}){1,3}))\.[ \t]*(?=\D)",
            numerals.decimal,
        ),
        _item("hang", 60, _CIRCLES + "<", rf"(?P<label>(?P<number>{_CIRCLED}))(?:{_range(_CIRCLED)})?[ \t]*", numerals.circled),
        _item(
            "ho", 70, _DIGITS,
            rf"{_DATE}(?P<label>(?P<number>{_NUMBER}))\.(?:{_range(_NUMBER + '[.]')}|{_ITEM_BEHIND})", numerals.branched,
        ),
        _item("mok", 80, _SYLLABLES, rf"(?P<label>(?P<number>[가-힣]))\.(?:{_range('[가-힣][.]')}|{_ITEM_BEHIND})", numerals.hangul),
        _item("sub", 84, _DIGITS, rf"(?P<label>(?P<number>\d{{1,2}})\)){_ITEM_BEHIND}", numerals.branched),
        _item("ssub", 86, _SYLLABLES, rf"(?P<label>(?P<number>[가-힣])\)){_ITEM_BEHIND}", numerals.hangul),
        _item("bsub", 88, "(", rf"(?P<label>\((?P<number>\d{{1,2}})\)){_ITEM_BEHIND}", numerals.branched),
        _item("bssub", 90, "(", rf"(?P<label>\((?P<number>[가-힣])\)){_ITEM_BEHIND}", numerals.hangul),
    )
)  # fmt: skip

_TITLED_BELOW = frozenset({"pyeon", "jang", "jeol", "gwan", "byeolpyo", "byeolji"})
_LONGEST_TITLE = 60
_SENTENCE_THEN_CIRCLE = re.compile(r"(?<=[.>\])])[ \t]*(?=[①-⑳㉑-㉟㊱-㊿])")


class KoreanGrammar:
    """The grammar for one Korean text."""

    amending = KoreanAmending()
    inner_places = _SENTENCE_THEN_CIRCLE
    signature = None
    last_words = None

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._titles = TitleReader(lines, lambda position: bool(self.read_marks(position)))

    def read_marks(self, position: int) -> list[Mark]:
        """Every reading of what stands at this offset, the likeliest first."""
        return _RULES.read(self._lines.text, position)

    def read_title(self, mark: Mark, index: int) -> str | None:
        """Titles that stand behind the label without parentheses; the others are part of the mark."""
        if mark.kind == "para":
            return self._titles.sentence_case(mark.body, index, _LONGEST_TITLE)
        if mark.kind == "jo":
            return self._titles.same_line(mark.body, index) if self._lines.text[mark.start] == "[" else None
        if mark.kind in _TITLED_BELOW and mark.title is None:
            return self._titles.capitals(mark.body, index)
        return None
