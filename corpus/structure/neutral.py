"""How texts in English, or in no language that shows, are divided.

Accepted forms, one line each:

    Part I                  part-1
    Chapter II General      chapter-2
    Section 3. Scope        section-3
    Article 5. Definitions  article-5    also `Article 5 - Definitions`, `Art. 5`
    Annex I                 annex-1      also `Appendix 2`
    II. Objectives          title-2
    1. Goals                clause-1
    1.2. Targets            para-1-2
    (a) Funding             point-a      also `a)`; `(i)`, `(iv)` below it are item-1, item-4
"""

import re

from corpus.structure import numerals
from corpus.structure.lines import Lines
from corpus.structure.marks import ARTICLE_LEVEL, Mark, Role, Rule, RuleTable
from corpus.structure.titles import TitleReader

_CITING = "of|in|and|or|to|shall|is|are|may|must|the|this|that|applies|apply|above|below|on|as|under|from|which|where"
_NOT_CITED = rf"(?![ \t]*(?:[,;)]|(?:{_CITING})\b))"
_BEHIND = r"(?:[ \t]*[.:\-–—]+[ \t]*(?=\S|\Z)|[ \t]*(?=\n|\Z)|[ \t]+(?=[A-Z(“\"]))"
_ROMAN = r"[IVXLC]{1,7}"


def _heading(kind: str, level: int, words: str, number: str, role: Role = Role.HEADING) -> Rule:
    upper = words.upper()
    pattern = re.compile(rf"(?P<label>(?:{words}|{upper})[ \t]+(?P<number>{number}))\b{_NOT_CITED}{_BEHIND}")
    starts = "".join({word[0] for word in words.split("|")})
    return Rule(kind, level, role, starts, pattern, numerals.ordinal)


_RULES = RuleTable(
    (
        _heading("annex", 1, "Annex|Appendix", rf"{_ROMAN}|\d{{1,3}}", Role.COMPONENT),
        _heading("part", 10, "Part", rf"{_ROMAN}|\d{{1,3}}"),
        _heading("chapter", 20, "Chapter", rf"{_ROMAN}|\d{{1,3}}"),
        _heading("section", 30, "Section", rf"{_ROMAN}|\d{{1,3}}"),
        _heading("article", ARTICLE_LEVEL, r"Article|Art\.", r"\d{1,4}[a-z]?"),
        Rule(
            "title", 60, Role.ENUMERATOR, "IVXLC",
            re.compile(rf"(?P<label>(?P<number>{_ROMAN}))[.\-–—)][ \t]+(?=[A-Z])"), numerals.roman,
        ),
        Rule(
            "clause", 70, Role.ENUMERATOR, "0123456789",
            re.compile(r"(?!\d{1,2}\.[ \t]?\d{1,2}\.[ \t]?\d)(?P<label>(?P<number>\d{1,3}[a-z]?))\.[ \t]+(?=\S)"),
            numerals.arabic,
        ),
        *(
            Rule(
                "para", level, Role.ENUMERATOR, "0123456789",
                re.compile(rf"(?P<label>(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{{depth}}}))\.?[ \t]+(?=[A-Z“\"(])"),
                numerals.decimal,
            )
            for level, depth in ((72, 1), (74, 2), (76, 3))
        ),
        Rule(
            "point", 80, Role.ENUMERATOR, "(abcdefghijklmnopqrstuvwxyz",
            re.compile(r"(?P<label>\(?(?P<number>[a-z])\))[ \t]+(?=\S)"), numerals.latin,
        ),
        Rule(
            "item", 85, Role.ENUMERATOR, "(ivx",
            re.compile(r"(?P<label>\(?(?P<number>[ivx]{1,5})\))[ \t]+(?=\S)"), numerals.small_roman,
        ),
    )
)  # fmt: skip

_CAPITALS = frozenset({"annex", "part", "chapter", "section"})
_LONGEST_ITEM_TITLE = 120


class NeutralGrammar:
    """The grammar for one text in English or in no known language."""

    amending = None
    inner_places = None
    signature = None
    last_words = None

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._titles = TitleReader(lines, lambda position: bool(self.read_marks(position)))

    def read_marks(self, position: int) -> list[Mark]:
        """Every reading of what stands at this offset, the likeliest first."""
        return _RULES.read(self._lines.text, position)

    def read_title(self, mark: Mark, index: int) -> str | None:
        """Titles of chapters stand behind the label or below; those of articles and items end where a sentence would not."""
        if mark.kind in _CAPITALS:
            return self._titles.capitals(mark.body, index)
        if mark.kind in {"article", "title"}:
            return self._titles.sentence_case(mark.body, index)
        if mark.kind in {"clause", "para"}:
            return self._titles.sentence_case(mark.body, index, _LONGEST_ITEM_TITLE)
        return None
