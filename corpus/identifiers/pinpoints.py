"""Which provision a query asks for, in the anchors of the documents.

- ``Điều 21 khoản 3``, ``điểm a, b khoản 2 Điều 20``, ``dieu 5``, ``Điều 8.2.đ``, ``mục III Điều 1``, ``Phụ lục II``
- ``제3조의2 제1항 제2호``, ``제2조제3호가목``, ``제2조 및 제3조``, ``§2③``, ``별표 1``; ``2조`` only after the name of a law
- ``article 2(1)(a)``, ``art. 5 clause 2 point b``: read for both countries

Words that only look alike are none: ``điều kiện``, ``41/63 tỉnh``, ``3조 원``, ``제3회``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product, zip_longest

from corpus.identifiers.anchors import VIETNAMESE_LEVELS, Anchor, Step, mok_token, number_token, point_token
from corpus.identifiers.types import Country
from corpus.models import Span


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A provision named in a query.

    Attributes:
        span: Where, in the text that was searched.
        anchors: What it may mean, in the order of the text: more than one for lists, for ``diem d`` typed without
            accents (d or đ), and for English, which names both countries' provisions alike.
        sufficient: Whether it says enough without a document: ``Điều 5`` does, ``khoản 2`` does not.
    """

    span: Span
    anchors: tuple[str, ...]
    sufficient: bool


def find_pinpoints(text: str, country: Country | None = None) -> tuple[Pinpoint, ...]:
    """Every provision named in a text that is in key form (``corpus.normalize.key``), in order.

    Args:
        text: Case-folded, composed text with single spaces.
        country: Whose provisions an English ``article`` means; both when None.
    """
    found = [*_vietnamese(text), *_korean(text), *_english(text, country)]
    return tuple(sorted(found, key=lambda pinpoint: pinpoint.span))


# Vietnam

_UNIT_WORDS: Mapping[str, str] = {
    "phụ lục": "phuluc",
    "phu luc": "phuluc",
    "tiểu mục": "tieumuc",
    "tieu muc": "tieumuc",
    "phần": "phan",
    "phan": "phan",
    "chương": "chuong",
    "chuong": "chuong",
    "mục": "muc",
    "muc": "muc",
    "điều": "dieu",
    "dieu": "dieu",
    "khoản": "khoan",
    "khoan": "khoan",
    "điểm": "diem",
    "diem": "diem",
}
_NUMBER = r"\d{1,3}[a-zđ]?(?![\w/])"
_ROMAN_OR_NUMBER = rf"(?:[ivxl]{{1,6}}(?!\w)|{_NUMBER})"
_LETTER = r"[a-zđ]\d?(?!\w)"
_AND = r"\s?(?:,|;|và|va)\s?"
_UNIT = re.compile(
    rf"(?<!\w)(?:các |cac )?(?:(?P<roman>ph[ụu] l[ụu]c|ti[ểe]u m[ụu]c|ph[ầa]n|ch(?:ươ|uo)ng|m[ụu]c) (?P<numeral>{_ROMAN_OR_NUMBER})"
    rf"|(?P<article>[đd]i[ềe]u) ?(?P<numbers>\d{{1,3}}[a-zđ]?(?:\.\d{{1,3}}(?:\.{_LETTER})?)(?!\w)|{_NUMBER}(?:{_AND}{_NUMBER})*)"
    rf"|(?P<clause>kho[ảa]n) ?(?P<clauses>{_NUMBER}(?:{_AND}{_NUMBER})*)"
    rf"|(?P<point>[đd]i[ểe]m) (?P<points>{_LETTER}(?:{_AND}{_LETTER})*))"
)
_BETWEEN_UNITS = re.compile(r"[\s,;]*(?:(?:và|va|của|cua|thuộc|thuoc|tại|tai)\s+)?")
_OUTSIDE_ARTICLE = frozenset({"phan", "chuong", "tieumuc"})

_MOST_ANCHORS = 50
"""Anchors of one pinpoint; a longer list is no question about a provision."""

_Units = dict[str, list[str]]


def _vietnamese(text: str) -> Iterator[Pinpoint]:
    chain: list[re.Match[str]] = []
    for unit in _UNIT.finditer(text):
        if chain and not _BETWEEN_UNITS.fullmatch(text, chain[-1].end(), unit.start()):
            yield _vietnamese_pinpoint(chain)
            chain = []
        chain.append(unit)
    if chain:
        yield _vietnamese_pinpoint(chain)


def _vietnamese_pinpoint(chain: list[re.Match[str]]) -> Pinpoint:
    paths = _paths(chain)
    anchors = _unique(islice((anchor for path in paths for anchor in _anchors(path)), _MOST_ANCHORS))
    named = {kind for path in paths for kind in path}
    return Pinpoint(Span(chain[0].start(), chain[-1].end()), anchors, bool({"dieu", "phuluc"} & named))


def _paths(chain: list[re.Match[str]]) -> list[_Units]:
    """The units of a chain by path: a kind that comes back begins another one, ``điểm a khoản 1 và điểm b khoản 2 Điều 5``.

    A path without an article takes the article that follows it, else the one before it.
    """
    paths: list[_Units] = [{}]
    latest = ""
    for kind, number in (value for match in chain for value in _values(match)):
        if kind in paths[-1] and kind != latest:
            paths.append({})
        paths[-1].setdefault(kind, []).append(number)
        latest = kind
    for here, there in (*zip(paths[-2::-1], paths[:0:-1], strict=True), *zip(paths[1:], paths, strict=False)):
        if "dieu" in there:
            here.setdefault("dieu", there["dieu"])
    return paths


def _anchors(path: _Units) -> Iterator[str]:
    inside = "dieu" in path
    kinds = [kind for kind in VIETNAMESE_LEVELS if kind in path and not (inside and kind in _OUTSIDE_ARTICLE)]
    for steps in product(*([Step(kind, number) for number in path[kind]] for kind in kinds)):
        yield Anchor(steps).format()


def _values(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    if match["roman"]:
        yield _UNIT_WORDS[match["roman"]], number_token(match["numeral"])
    elif match["article"]:
        yield from _article_values(match["numbers"])
    elif match["clause"]:
        yield from (("khoan", number_token(number)) for number in _listed(match["clauses"]))
    else:
        for letter in _listed(match["points"]):
            yield "diem", point_token(letter)
            if match["point"] == "diem" and letter == "d":
                yield "diem", "dd"


def _article_values(printed: str) -> Iterator[tuple[str, str]]:
    """``5``, ``5, 6 và 7``, or lawyers' shorthand ``8.2.đ``: article 8, clause 2, point đ."""
    if "." not in printed:
        yield from (("dieu", number_token(number)) for number in _listed(printed))
        return
    for kind, number in zip(("dieu", "khoan", "diem"), printed.split("."), strict=False):
        yield kind, point_token(number)


def _listed(values: str) -> list[str]:
    return re.findall(r"\d+[a-zđ]?|[a-uw-zđ]\d?|v(?![àa])", values)


# Korea

_JO = r"(?P<jo>\d{1,4}) ?조(?:의 ?(?P<jo_branch>\d{1,2}))?"
_BELOW_JO = (
    r"(?: ?제? ?(?P<hang>\d{1,3}) ?항| ?(?P<circled>[①-⑳]))?"
    r"(?: ?제? ?(?P<ho>\d{1,3}) ?호(?:의 ?(?P<ho_branch>\d{1,2}))?)?(?: ?(?P<mok>[가-힣]) ?목)?"
)
_KOREAN = re.compile(rf"(?:제 ?|§ ?|(?<=[법령칙률례] )|(?<=[법령칙률례])){_JO}{_BELOW_JO}")
_SECTION = re.compile(r"§ ?(?P<jo>\d{1,4})(?:의 ?(?P<jo_branch>\d{1,2}))?(?P<circled>[①-⑳])?")
_ANNEX = re.compile(r"(?P<kind>별표|별지) ?제? ?(?P<number>\d{1,2})(?:호)?(?:의 ?(?P<branch>\d{1,2}))?")
_ANNEX_KINDS = {"별표": "byeolpyo", "별지": "byeolji"}


_RANGE = re.compile(r" ?(?:부터|내지|[~∼-]) ?")
_LONGEST_RANGE = 50


def _korean(text: str) -> Iterator[Pinpoint]:
    articles = list(_KOREAN.finditer(text))
    for match, following in zip_longest(articles, articles[1:]):
        through = following and _RANGE.fullmatch(text, match.end(), following.start())
        between = _between(match, following) if following and through else ()
        yield Pinpoint(Span(*match.span()), (_jo_anchor(match), *between), sufficient=True)
    for match in _SECTION.finditer(text):
        if not text[match.end() :].startswith("조"):
            yield Pinpoint(Span(*match.span()), (_jo_anchor(match),), sufficient=True)
    for match in _ANNEX.finditer(text):
        step = Step(_ANNEX_KINDS[match["kind"]], _branched(match["number"], match["branch"]))
        yield Pinpoint(Span(*match.span()), (step.format(),), sufficient=True)


def _between(first: re.Match[str], last: re.Match[str]) -> tuple[str, ...]:
    """The articles inside a range, ``제8조부터 제10조까지`` → 9; ranges of branches or of absurd length stay open."""
    numbers = range(int(first["jo"]) + 1, int(last["jo"]))
    return tuple(f"jo-{number}" for number in numbers) if len(numbers) <= _LONGEST_RANGE else ()


def _jo_anchor(match: re.Match[str]) -> str:
    said = match.groupdict()
    steps = [Step("jo", _branched(said["jo"], said["jo_branch"]))]
    hang = said.get("hang") or (str(ord(said["circled"]) - ord("①") + 1) if said.get("circled") else None)
    if hang:
        steps.append(Step("hang", number_token(hang)))
    if said.get("ho"):
        steps.append(Step("ho", _branched(said["ho"], said["ho_branch"])))
    mok = mok_token(said.get("mok") or "")
    return Anchor((*steps, *([Step("mok", mok)] if mok else []))).format()


def _branched(number: str | None, branch: str | None) -> str:
    return number_token(number or "") + (f"-{branch}" if branch else "")


# English

_ENGLISH = re.compile(
    r"(?<!\w)(?:article|art\.) ?(?P<article>\d{1,3}[a-z]?)(?:-(?P<branch>\d{1,2}))?"
    r"(?: ?\((?P<inner>\d{1,3})\))?(?: ?\((?P<letter>[a-z])\))?"
    r"(?:,? (?:clause|paragraph|para\.) ?\(?(?P<clause>\d{1,3})\)?)?"
    r"(?:,? (?P<kind>point|item|subparagraph) ?\(?(?P<point>[a-z]|\d{1,3})\)?)?(?!\w)"
)


def _english(text: str, country: Country | None) -> Iterator[Pinpoint]:
    for match in _ENGLISH.finditer(text):
        clause, point = match["inner"] or match["clause"], match["letter"] or match["point"]
        readings: dict[Country, Anchor] = {
            "vn": Anchor(_steps(("dieu", match["article"]), ("khoan", clause), ("diem", point))),
            "kr": Anchor(
                _steps(("jo", _branched(match["article"], match["branch"])), ("hang", clause), ("ho", point))
            ),
        }
        anchors = [anchor.format() for where, anchor in readings.items() if country in {None, where}]
        yield Pinpoint(Span(*match.span()), tuple(anchors), sufficient=False)


def _steps(*named: tuple[str, str | None]) -> tuple[Step, ...]:
    return tuple(Step(kind, number) for kind, number in named if number)


def _unique(anchors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(anchors))
