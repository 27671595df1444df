"""How Vietnamese law and administrative papers are divided (Decree 30/2020/NĐ-CP, Annex I, II.6 and V.6).

Accepted forms, one line each:

    Phần thứ nhất                         phan-1     also `PHẦN I`, `Phần A`
    Chương II                             chuong-2   title on this line or below
    Mục 1. HỢP ĐỒNG                       muc-1      `Tiểu mục 2` below it
    Điều 4a. Nguyên tắc                   dieu-4a    also `Điều 1:`, `ĐIỀU 1.`, `Điều 43.1.LQ.1.`, label and number on two lines
    II. NHIỆM VỤ                          muc-2      the roman level of plans and schemes; also `II-`, `II –`
    A. QUY ĐỊNH CHUNG                     phan-a     when a B. follows somewhere
    1. Nội dung                           khoan-1    also `1/`, `15a.`
    2.1. Mục tiêu                         para-2-1
    đ) Kiểm tra                           diem-dd    also `đ/`, `đ.`, `a1)`
    (1) Rà soát                           y-1        also `1)`
    - Chủ trì                             gach-1     `+` inside it
    Phụ lục IIa                           phuluc-2a  `Mẫu số 01` inside it is mau-1
    QUY CHẾ … (Ban hành kèm theo …)       dinhkem-1
"""

import re
from dataclasses import replace

from corpus.structure import numerals
from corpus.structure.amending import VietnameseAmending
from corpus.structure.attachments import find_attachments
from corpus.structure.lines import Lines
from corpus.structure.marks import ARTICLE_LEVEL, Mark, Role, Rule, RuleTable
from corpus.structure.titles import TitleReader

# Behind the number of a heading stands its title or nothing; behind the number of a citation stand these.
_NOT_CITED = (
    r"(?![ \t]*(?:[,;)”\"]|(?:của|và|tại|này|đến|hoặc|thì|được|ban hành|kèm|quy định|khoản|điểm|nêu|có|không|phải|trừ|là|"
    r"Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy định|Quy chế|Phụ lục|Điều|Chương|Mục|Phần)\b))"
)
_LINE_ENDS = r"(?=[ \t]*(?:\n|\Z))"
_SEPARATED = r"(?:[ \t]*[.:\-–—]+(?=\s|\w|[“\"(]|\Z)|(?=[ \t]*(?:\n|\Z))|(?=[ \t]+[A-ZÀ-ỴĐ(]))[ \t]*"
_ROMAN = r"[IVXLC]{1,7}"


def _heading(words: str, number: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>(?:{words})\s{{1,4}}(?P<number>{number}))\b{_NOT_CITED}{_SEPARATED}")


_RULES = RuleTable(
    (
        Rule(
            "phuluc", 1, Role.COMPONENT, "P",
            re.compile(
                r"(?P<label>(?:Phụ lục|PHỤ LỤC)(?:[ \t]+(?:số|SỐ))?(?:[ \t]+(?P<number>[IVXLC]{1,7}[a-zđ]?|\d{1,3}[a-zđ]?))?)"
                rf"(?!\w){_NOT_CITED}"
                r"(?:[ \t]*[.:\-–]+[ \t]*(?=[A-ZÀ-ỴĐ“\"(\n]|\Z)|(?=[ \t]*(?:\n|\Z|\())|(?=[ \t]+[A-ZÀ-ỴĐ]{2}))[ \t]*"
            ),
            numerals.ordinal,
        ),
        Rule(
            "mau", 2, Role.COMPONENT, "M",
            re.compile(
                r"(?P<label>(?:Mẫu|MẪU|Biểu mẫu|BIỂU MẪU)[ \t]+(?:số|SỐ|Số)[ \t]+(?P<number>\d{1,3}[a-zđ]?))(?![\w/])"
                rf"{_NOT_CITED}"
                r"(?:[ \t]*[.:\-–]+[ \t]*|(?=[ \t]*(?:\n|\Z|\())|(?=[ \t]+[A-ZÀ-ỴĐ]{2}))[ \t]*"
            ),
            numerals.arabic,
        ),
        Rule(
            "phan", 10, Role.HEADING, "P",
            _heading(
                "Phần|PHẦN",
                r"(?:thứ|THỨ)[ \t](?:[a-zà-ỹ]{2,5}|[A-ZÀ-Ỵ]{2,5})(?:[ \t](?:một|hai|MỘT|HAI))?|[IVXLC]{1,7}|\d{1,2}",
            ),
            numerals.ordinal,
        ),
        Rule("phan", 10, Role.HEADING, "P", _heading("Phần|PHẦN", "[A-HĐ]"), numerals.capital),
        Rule("chuong", 20, Role.HEADING, "C", _heading("Chương|CHƯƠNG", rf"{_ROMAN}|\d{{1,3}}"), numerals.ordinal),
        Rule("muc", 30, Role.HEADING, "M", _heading("Mục|MỤC", rf"{_ROMAN}|\d{{1,3}}"), numerals.ordinal),
        Rule("tieumuc", 40, Role.HEADING, "T", _heading("Tiểu mục|TIỂU MỤC", r"\d{1,3}"), numerals.ordinal),
        Rule(
            "dieu", ARTICLE_LEVEL, Role.HEADING, "ĐÐ[",
            re.compile(
                r"\[?(?P<label>[ĐÐ](?:iều|IỀU)\s{1,4}(?P<number>\d{1,4}(?:\.[\dA-ZĐ]+)+|\d{1,4}[a-zđ]?\d?))\]?"
                rf"(?:[ \t]*(?:[.:]+[ \t]*[-–]?|[-–](?=\s))|{_LINE_ENDS})[ \t]*(?![;,)])"
            ),
            numerals.codified,
        ),
        Rule(
            "phan", 55, Role.ENUMERATOR, "ABCDĐEGH",
            re.compile(r"(?P<label>(?P<number>[A-EGHĐ]))[ \t]?[.\-–/)][ \t]+(?=[A-ZÀ-ỴĐ])"), numerals.capital,
        ),
        Rule(
            "muc", 60, Role.ENUMERATOR, "IVXLC",
            re.compile(rf"(?P<label>(?P<number>{_ROMAN}))(?:[ \t]?[.\-–—/)]+[ \t]+(?=[A-ZÀ-ỴĐ“\"(\d])|\.(?=[A-ZÀ-ỴĐ“\"]))"), numerals.roman,
        ),
        Rule(
            "khoan", 70, Role.ENUMERATOR, "0123456789",
            re.compile(
                r"(?!\d{1,2}\.[ \t]?\d{1,2}\.[ \t]?\d{4})"
                r"(?P<label>(?P<number>\d{1,3}[a-zđ]?\d?))(?:[./][ \t]+(?=\S)|\.(?=[A-ZÀ-ỴĐ“\"]))"
            ),
            numerals.arabic,
        ),
        *(
            Rule(
                "para", level, Role.ENUMERATOR, "0123456789",
                re.compile(rf"(?P<label>(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{{depth}}}))(?:\.[ \t]*|[ \t]+)(?=[A-ZÀ-ỴĐ“\"(])"),
                numerals.decimal,
            )
            for level, depth in ((72, 1), (74, 2), (76, 3))
        ),
        Rule(
            "diem", 80, Role.ENUMERATOR, "abcdđefghijklmnopqrstuvwxyz",
            re.compile(r"(?P<label>(?P<number>[a-zđ]\d?)[)/.])(?:(?<=\))[ \t]*|[ \t]+)(?=\S)"), numerals.letter,
        ),
        # The label alone on the first line of a paragraph: the typesetter broke the line behind it.
        Rule(
            "khoan", 70, Role.ENUMERATOR, "0123456789",
            re.compile(r"(?<=\n\n)(?P<label>(?P<number>\d{1,3}[a-zđ]?))\.[ \t]*\n[ \t]*(?=[^\W\d_])"), numerals.arabic,
        ),
        Rule(
            "diem", 80, Role.ENUMERATOR, "abcdđeghiklmnopqrstuvxy",
            re.compile(r"(?<=\n\n)(?P<label>(?P<number>[a-zđ])\))[ \t]*\n[ \t]*(?=[^\W\d_])"), numerals.letter,
        ),
        Rule(
            "y", 85, Role.ENUMERATOR, "(0123456789",
            re.compile(r"(?P<label>\(?(?P<number>\d{1,3})\))[ \t]+(?=\S)"), numerals.arabic,
        ),
        Rule("gach", 90, Role.BULLET, "-–—−•●▪*", re.compile(r"(?P<label>[-–—−•●▪*])(?:[ \t]+(?=\S)|(?=[A-ZÀ-ỴĐ]))")),
        Rule("gach", 95, Role.BULLET, "+", re.compile(r"(?P<label>\+)[ \t]*(?=\S)")),
    )
)  # fmt: skip

_LONGEST_ITEM_TITLE = 160
_CAPITALS = frozenset({"phan", "chuong", "muc", "tieumuc", "phuluc", "mau", "dinhkem"})
_CODIFIED = re.compile(r"^Điều \d+\.\d+\.[A-ZĐ]{2}\.\d", re.MULTILINE)
_SECOND_CAPITAL = re.compile(r"^[ \t]*B[ \t]?[.\-–/)][ \t]", re.MULTILINE)
_SIGNATURE = re.compile(
    r"Nơi nhận\s*:?(?:\s|$)|(?:TM|KT|TL|TUQ|T/M|Q)\.?\s(?:[A-ZÀ-ỴĐ]{2,}[ \t,]*){1,8}$"
    r"|(?:CHỦ TỊCH QUỐC HỘI|CHỦ TỊCH NƯỚC|BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TỔNG BÍ THƯ)$"
    r"|(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh) này (?:đã )?(?:được|đã) (?:Quốc hội|Ủy ban [Tt]hường vụ|Hội đồng nhân dân) .*thông qua"
)
_END_OF_BODY = re.compile(r"\./\.?[”\"]?$")


class VietnameseGrammar:
    """The grammar for one Vietnamese text."""

    amending = VietnameseAmending()
    inner_places = None
    signature = _SIGNATURE
    last_words = _END_OF_BODY

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._attachments = find_attachments(lines)
        self._is_codified = _CODIFIED.search(lines.text) is not None
        self._has_capitals = _SECOND_CAPITAL.search(lines.text) is not None
        self._titles = TitleReader(lines, lambda position: bool(self.read_marks(position)))
        self._listings = self._find_listings()

    def read_marks(self, position: int) -> list[Mark]:
        """Every reading of what stands at this offset, the likeliest first."""
        if position in self._attachments:
            return [self._attachments[position]]
        marks = [mark for mark in _RULES.read(self._lines.text, position) if self._is_possible(mark)]
        return [self._place_annex(mark) for mark in marks] if self._is_codified else marks

    def read_title(self, mark: Mark, index: int) -> str | None:
        """Titles of chapters and annexes run on in capitals; those of articles and items end where a sentence would not."""
        if mark.kind in _CAPITALS and mark.role is not Role.ENUMERATOR:
            return self._titles.capitals(mark.body, index)
        if mark.kind == "dieu" or mark.level == 60:
            return self._titles.sentence_case(mark.body, index)
        if mark.kind in {"khoan", "para", "phan"}:
            return self._titles.sentence_case(mark.body, index, _LONGEST_ITEM_TITLE)
        return None

    def _place_annex(self, mark: Mark) -> Mark:
        """In a codified collection the annexes of a decree stand inside the article that refers to them."""
        return replace(mark, level=ARTICLE_LEVEL + mark.level) if mark.kind in {"phuluc", "mau"} else mark

    def _is_possible(self, mark: Mark) -> bool:
        if mark.level == 55:
            return self._has_capitals
        return mark.start not in self._listings

    def _find_listings(self) -> frozenset[int]:
        """Annexes and forms that are only listed here: the next line is another one, and each comes again further down."""
        found: list[tuple[int, Mark]] = []
        for index, line in enumerate(self._lines):
            found.extend(
                (index, mark)
                for mark in _RULES.read(self._lines.text, line.start)
                if mark.kind in {"phuluc", "mau"}
            )
        last = {(mark.kind, mark.step): index for index, mark in found}
        lines_with_mark = {index for index, _ in found}
        return frozenset(
            mark.start
            for index, mark in found
            if last[mark.kind, mark.step] > index
            and (index + 1 in lines_with_mark or index + 2 in lines_with_mark)
        )
