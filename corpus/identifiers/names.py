"""Laws that a query names by title or short title.

- ``Luật Xây dựng``, ``luat dat dai 2024``, ``Điều 5 Luật …``
- ``국토계획법 시행령``, ``스마트도시법``, ``「국토의 계획 및 이용에 관한 법률」 제2조``, ``공공주택 특별법``
- ``smart city act``, ``building act``
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus.identifiers.titles import LAW_SUBJECTS, full_title, known_titles
from corpus.models import Span
from corpus.normalize import fold, key


@dataclass(frozen=True, slots=True)
class NameMention:
    """A law named in a query.

    Attributes:
        span: Where, in the text that was searched.
        titles: Titles to look for, as typed first, then the present title where the table knows it.
        type: Token of the type that the name says.
        year: Year said beside the name.
    """

    span: Span
    titles: tuple[str, ...]
    type: str | None
    year: int | None = None


def find_name(text: str, pinpoints: tuple[Span, ...]) -> NameMention | None:
    """The first law named in a text that is in key form; titles outside the tables only beside a provision or alone.

    Args:
        text: Case-folded, composed text with single spaces.
        pinpoints: Where it names provisions; a title next to one needs no table.
    """
    return _known(text) or _korean(text) or _vietnamese(text) or _free_vietnamese(text, pinpoints)


# Names of the tables


@cache
def _known_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(key(name).text).replace(r"\ ", " ?") for name in known_titles())
    return re.compile(rf"(?<![\w])「?(?P<name>{names})」?(?P<order> ?(?:시행령|시행규칙))?(?!\w*법)(?![a-z])")


def _known(text: str) -> NameMention | None:
    match = _known_pattern().search(text)
    if match is None:
        return None
    order = (match["order"] or "").strip()
    typed = " ".join(filter(None, (match["name"], order)))
    full = full_title(match["name"])
    titles = (typed, " ".join(filter(None, (full, order)))) if full else (typed,)
    return NameMention(Span(*match.span()), titles, _korean_type(typed if order else full or typed))


# Korea

_ONE_WORD = re.compile(
    r"(?<![가-힣])「?(?P<name>(?:[가-힣·]+ )*?[가-힣·]*(?:에 관한 법률|관한 특별법|[가-힣]{2}법|[가-힣]법|법률))」?"
    r"(?P<order> ?(?:시행령|시행규칙))?(?=$|[ ,.?」]|의(?= )|은(?= )|는(?= )|이(?= )|을(?= )|에|상(?= )|제? ?\d)"
)
_QUOTED = re.compile(r"「(?P<name>[^」]{2,60})」(?P<order> ?(?:시행령|시행규칙))?")
_GENERIC_HEADS = re.compile(
    r"(?:^|(?<= ))(?:기본법|특별법|특례법|조치법|진흥법|촉진법|지원법|육성법|보호법|조성법|관리법|정비법|설치법|처벌법|법률|법)$"
)
_NO_LAW = re.compile(
    r"(?:^|(?<= ))(?:[가-힣·]*(?:방법|접근법|해법)|기법|수법|용법|사용법|어법|문법|비법|편법|불법|위법|적법|합법|입법|사법|공법|요법|주법"
    r"|국내법|국제법|관습법|자연법|연방법|관련법|관계법|현행법|실체법|절차법|상위법|하위법|동법|본법|법"
    r"|(?:이|그|같은|관련|관계|현행|다른|새로운) (?:법|법률)|법률)$"
)
_OF_ACT = re.compile(r"관한 (?:[가-힣]+ ){0,2}?(?:법률|특별법|특례법|특별조치법)$")
_LONGEST_NAME = 14
"""Words of the longest title that is tried; ``신행정수도 후속대책을 위한 …`` has eight."""


def _korean(text: str) -> NameMention | None:
    quoted = _QUOTED.search(text)
    if quoted:
        return _korean_name(quoted)
    for match in map(_shortened, _ONE_WORD.finditer(text)):
        if _OF_ACT.search(match["name"]) or not _NO_LAW.search(match["name"]):
            return _korean_name(match)
    return None


def _shortened(match: re.Match[str]) -> re.Match[str]:
    """The last word alone, unless the name needs the words before it (``공공주택 특별법``, ``… 에 관한 법률``)."""
    last = match["name"].rsplit(" ", 1)[-1]
    if " " not in match["name"] or _GENERIC_HEADS.search(last):
        return match
    return _ONE_WORD.match(match.string, match.end("name") - len(last)) or match


def _korean_name(match: re.Match[str]) -> NameMention:
    """The title with all words before it, then with fewer: a query does not say where a title of many words begins."""
    order = (match["order"] or "").strip()
    words = match["name"].split()
    starts = range(max(0, len(words) - _LONGEST_NAME), max(1, len(words) - 1))
    names = [" ".join(words[start:]) for start in starts]
    present = (full_title(name) for name in names)
    titles = tuple(" ".join(filter(None, (name, order))) for name in (*names, *filter(None, present)))
    return NameMention(Span(*match.span()), titles, _korean_type(titles[0]))


def _korean_type(title: str) -> str | None:
    endings = {"시행령": "pd", "시행규칙": "mo", "헌법": "const", "법률": "act", "법": "act"}
    return next((token for ending, token in endings.items() if title.endswith(ending)), None)


# Vietnam

_KINDS = {
    "bộ luật": "boluat",
    "bo luat": "boluat",
    "pháp lệnh": "pl",
    "phap lenh": "pl",
    "luật": "luat",
    "luat": "luat",
}
_KIND = r"(?<!pháp )(?<!phap )(?<!kỷ )(?<!ky )(?<!dự )(?<!du )(?P<kind>bộ luật|bo luat|pháp lệnh|phap lenh|luật|luat)"
_YEAR = r"(?: (?:năm |nam )?(?P<year>(?:19|20)\d\d)(?!\d))?"
_CONSTITUTION = re.compile(rf"(?<!\w)(?P<name>hiến pháp|hien phap){_YEAR}(?!\w)")
_NO_TITLE = re.compile(
    r"(?<!\w)(?:gì|gi|nào|nao|không|khong|sao|ai|bao|khi|thế|the nao|là|la|có|co|số|so|sư|su|này|nay|pháp|phap|liên quan"
    r"|hàn quốc|han quoc)(?!\w)"
)
_FREE = re.compile(rf"(?<!\w){_KIND} (?P<subject>[^\W\d_]+(?:,? [^\W\d_]+){{0,9}}?){_YEAR}(?=$| ?[.;?])")
_WORDS = 8


@cache
def _subjects_pattern() -> re.Pattern[str]:
    forms = {form for subject in LAW_SUBJECTS for form in (key(subject).text, fold(subject).text)}
    listed = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w){_KIND} (?P<subject>{listed})(?!\w){_YEAR}")


def _vietnamese(text: str) -> NameMention | None:
    match = _subjects_pattern().search(text)
    if match:
        return _vietnamese_name(match)
    constitution = _CONSTITUTION.search(text)
    if constitution and (constitution["year"] or constitution[0] == text):
        year = int(constitution["year"]) if constitution["year"] else None
        return NameMention(Span(*constitution.span()), (constitution["name"],), "hp", year)
    return None


def _vietnamese_name(match: re.Match[str]) -> NameMention:
    """Title with and without the type, because documents print either: ``luật xây dựng``, ``xây dựng``."""
    titles = (f"{match['kind']} {match['subject']}", match["subject"])
    return NameMention(
        Span(*match.span()), titles, _KINDS[match["kind"]], int(match["year"]) if match["year"] else None
    )


def _free_vietnamese(text: str, pinpoints: tuple[Span, ...]) -> NameMention | None:
    """A title outside the table: the whole text, or all that follows a provision, without the words of a question."""
    for match in _FREE.finditer(text):
        alone = match.start() == 0 or any(
            span.end <= match.start() <= span.end + len(" của ") for span in pinpoints
        )
        words = match["subject"].split()
        if alone and len(words) <= _WORDS and not _NO_TITLE.search(match["subject"]):
            return _vietnamese_name(match)
    return None
