"""Laws of Korea cited by title, in brackets or without them, and the words that repeat or shorten one.

「국토의 계획 및 이용에 관한 법률」 제2조      '상법' 제382조의3        공인중개사법 제32조
같은 법 시행규칙, 동법, 이 영                  법, 영, 규칙 where the text defines them
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.citations.forms import GAP, Forms, squeezed
from corpus.citations.models import Citation
from corpus.identifiers.titles import known_titles, title_key
from corpus.models import Span

_ORDER = rf"(?:{GAP}(?P<order>시행령|시행규칙)(?![가-힣](?<![의에을를은는과와이으로])))?"
_QUOTED = re.compile(rf"「(?P<title>[^「」]{{2,160}})」{_ORDER}")
_ENDINGS = r"(?:법률|특별법|기본법|법|시행령|시행규칙|규정|규칙|조례|령|협정|협약|고시|지침|훈령|예규)"
_TITLE_END = re.compile(rf"{_ENDINGS}$")
_PRESS = re.compile(
    rf"['‘\"“](?P<title>[가-힣A-Za-z0-9·, ]{{1,100}}?{_ENDINGS})['’\"”]{_ORDER}(?={GAP}(?:제 ?\d|§))"
)
_BARE = re.compile(
    rf"(?P<title>(?:[가-힣A-Za-z·]{{1,30}} ){{0,14}}[가-힣A-Za-z·]{{0,30}}{_ENDINGS}){_ORDER}{GAP}\Z"
)
_BARE_REACH = 110
_WORD = re.compile(r"\w+")
"""In small letters without accents, words set together are a key as `title_key` makes it."""
_SOME_END = re.compile(rf"{_ENDINGS}(?![가-힣](?<![의에을를은는과와이상도만으중인]))")
_ORDERS = frozenset({"시행령", "시행규칙"})
_ABOUT = frozenset({"관한", "위한", "대한"})
_ORDER_BEHIND = re.compile(rf"{GAP}(?:시행령|시행규칙)")
_SAME = re.compile(
    rf"(?<![가-힣])(?P<word>같은|동|위|해당) ?(?P<kind>법률|법|영|시행령|시행규칙|규칙|조례|고시|훈령|규정|지침){_ORDER}"
    r"(?!상)(?![가-힣](?<![의에을를은는과와이제중]))"
)
_THIS = re.compile(
    rf"(?<![가-힣])이 ?(?P<kind>법|영|규칙|조례|고시|훈령|예규|규정|지침)(?={GAP}(?:제 ?\d|에 따|에 의|의 규정|부칙|별표))"
)
_ALIAS = re.compile(
    r"\( ?이하 ?[\"“'‘「](?P<alias>[^\"”'’」\n]{1,40})[\"”'’」] ?(?:이라고?|라고?)? ?(?:약칭|칭|한다|함|부른다)"
)
_DEFINED_INSIDE = re.compile(r" ?\( ?이하 [^()]{1,80}\)?$")
_NO_TITLE = re.compile(
    r"(?:^|(?<= ))(?:[가-힣·]*방법|해법|기법|수법|용법|사용법|어법"
    r"|문법|비법|편법|불법|위법|적법|합법|입법|사법|공법|요법|국내법|국제법|관습법"
    r"|관련법|관계법|현행법|상위법|하위법|특별법|기본법|법|법률|령|규칙|규정|시행령|시행규칙|고시|지침|훈령|예규|조례|명령|법령|협정|이법|동법|본법"
    r"|(?:이|그|같은|관련|관계|현행|다른|새로운|해당|당해|종전의|개별|위|동"
    r"|각) (?:법|법률|법령|규정|규칙|영|조례|시행령|시행규칙|고시|지침))$"
)
_GENERIC_HEAD = re.compile(
    r"^(?:법률|특별법|기본법|특례법|조치법|진흥법|촉진법|지원법|육성법|보호법|조성법|관리법|정비법|설치법|처벌법|시행령|시행규칙|규정|규칙|조례|고시|지침|훈령|예규"
    r"|이용법|활용법|운영법)$"
)
_CONNECTS = re.compile(r"(?:관한|위한|대한|및|등에|등의|등|과|와|의|ㆍ)$|·$")
_NEVER_INSIDE = re.compile(
    r"(?:따라|따른|의하여|의한|한다|하여|하는|하고|또는|또한|그리고|다만|경우|종전의|이하|각각|중|같은|개정|규정하는|받은|위반하여|에서|에게|으로|부터|까지|있는|없는|다음|"
    r"해당하는|관련된|있다|것|수|때|및)$"
)


def find_quoted(forms: Forms) -> Iterator[Citation]:
    """Titles in corner brackets, and in plain quotes where a provision follows."""
    for pattern in (_QUOTED, _PRESS):
        for match in pattern.finditer(forms.plain):
            yield _titled(forms, Span(*match.span()), forms.text[slice(*match.span("title"))], match["order"])


def _titled(forms: Forms, span: Span, title: str, order: str | None) -> Citation:
    name = squeezed(f"{_DEFINED_INSIDE.sub('', title)} {order or ''}")
    return Citation(span, forms.raw(span), lang="ko", type=type_of_title(name), title=name)


def is_title(words: str) -> bool:
    """Whether words end as the titles of laws and rules do, and are more than such an ending."""
    alone = " " not in words and _NO_TITLE.search(words) is not None
    return _TITLE_END.search(words) is not None and not alone


def type_of_title(title: str) -> str | None:
    """Token of the type that a title ends with; None for one that tells none."""
    endings = (
        ("시행령", "pd"), ("시행규칙", "mo"), ("헌법", "const"), ("법률", "act"), ("법", "act"), ("조례", "jorye"), ("고시", "gosi"),
        ("훈령", "hullyeong"), ("예규", "yegyu"), ("지침", "jichim"),
    )  # fmt: skip
    return next((token for ending, token in endings if title.endswith(ending)), None)


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their key, from several sources."""

    sources: tuple[Container[str], ...]

    def __contains__(self, key: object) -> bool:
        return any(key in source for source in self.sources)


@cache
def table_keys() -> frozenset[str]:
    """The keys of the Korean titles of the tables."""
    return frozenset(title_key(title) for title in known_titles() if re.search("[가-힣]", title))


def find_bare(forms: Forms, titles: Container[str] | None) -> Iterator[Citation]:
    """Titles without brackets wherever they stand, the longest where one holds another.

    Args:
        forms: The text.
        titles: Keys of the titles that a reader knows beside those of the tables; nothing is looked for where it knows none.
    """
    if titles is None:
        return
    known, free = Titles((table_keys(), titles)), 0
    for match in _SOME_END.finditer(forms.plain):
        order = _ORDER_BEHIND.match(forms.plain, match.end())
        end = order.end() if order else match.end()
        found = _known_span(forms, free, end, known) or _known_span(forms, free, match.end(), known)
        if found and is_title(found.of(forms.plain)):
            # A decree that nobody knows is still not its act.
            span = Span(found.start, end)
            yield _titled(forms, span, span.of(forms.plain), None)
            free = end


def _known_span(forms: Forms, free: int, end: int, known: Container[str]) -> Span | None:
    """The longest stretch of whole words before a place that is a title; nothing before `free` belongs to it."""
    start = max(free, end - _BARE_REACH)
    start = max(start, forms.plain.rfind("\n\n", start, end))
    key, begin = "", None
    for word in reversed(list(_WORD.finditer(forms.bare, start, end))):
        key = word[0] + key
        if key in known:
            begin = word.start()
    return Span(begin, end) if begin is not None else None


def bare_title(forms: Forms, end: int, known: Container[str]) -> Citation | None:
    """The title without brackets that ends before a provision, ``공인중개사법`` before ``제32조``.

    The longest title that the tables or the text itself know; else the last word, with those before it where it cannot stand alone
    (``… 조성 및 산업진흥 등에 관한 법률``).

    Args:
        forms: The text.
        end: Where the provision begins.
        known: Keys of titles.
    """
    start = max(0, end - _BARE_REACH)
    line = max(forms.plain.rfind("\n\n", start, end), start)
    match = _BARE.search(forms.plain, line, end)
    if match is None:
        return None
    begin, close = match.span("title")
    words = list(re.finditer(r"\S+", forms.plain[begin:close]))
    order = match["order"]
    if len(words) > 1 and words[-1][0] in _ORDERS:
        order = words.pop()[0]
    first = _first_word([word[0] for word in words], known)
    title = forms.plain[begin + words[first].start() : begin + words[-1].end()]
    if _NO_TITLE.search(title) and not _of_act(title) and title_key(title) not in known:
        return None
    stop = match.end("order") if match["order"] else close
    return _titled(forms, Span(begin + words[first].start(), stop), title, order)


def _of_act(title: str) -> bool:
    """Whether a title that ends in a word of many laws says which: ``… 이용에 관한 법률``."""
    return " " in title and _needs_more(title.split()) and title.rsplit(" ", 2)[-2] in _ABOUT


def _first_word(words: list[str], known: Container[str]) -> int:
    for index in range(len(words)):
        if title_key(" ".join(words[index:])) in known:
            return index
    first = len(words) - 1
    while first > 0 and _needs_more(words[first:]) and not _NEVER_INSIDE.search(_before(words, first)):
        first -= 1
    while first < len(words) - 1 and words[first] in {"및", "또는", "등"}:
        first += 1
    return first


def _before(words: list[str], first: int) -> str:
    """The word before, unless it is one that titles contain though sentences end with it."""
    word = words[first - 1]
    return "" if word in {"및", "등의", "위한"} else word


def _needs_more(words: list[str]) -> bool:
    """Whether a title that begins here wants the word before: a generic head, or a clause that ends in ``관한 법률``."""
    if len(words) == 1:
        return _GENERIC_HEAD.match(words[0]) is not None
    return not _ABOUT.isdisjoint(words)


def find_same(forms: Forms) -> Iterator[tuple[Span, str, str | None]]:
    """``같은 법``, ``동법 시행령``: the stretch, the kind that is repeated, and the order below it."""
    for match in _SAME.finditer(forms.plain):
        yield Span(*match.span()), match["kind"], match["order"]


def find_this(forms: Forms) -> Iterator[Citation]:
    """``이 법 제3조``, ``이 영에 따라``: the citing document."""
    for match in _THIS.finditer(forms.plain):
        span = Span(*match.span())
        yield Citation(span, forms.raw(span), lang="ko", ref="this_document")


def aliases_of(forms: Forms, known: list[Citation]) -> list[tuple[int, str, str]]:
    """The names that a text gives to titles, ``「…」(이하 "법"이라 한다)``: where each is defined, the name and the title."""
    by_end = {one.span.end: one for one in known if one.title}
    found: list[tuple[int, str, str]] = []
    for match in _ALIAS.finditer(forms.plain):
        target = by_end.get(match.start()) or by_end.get(len(forms.plain[: match.start()].rstrip()))
        if target and target.title:
            found.append((match.end(), match["alias"].strip(), target.title))
    return found


def behind_number(forms: Forms, found: Sequence[Citation], position: int) -> Citation | None:
    """The title of ``「개인정보 보호법」(법률 제21445호, 2026. 3. 10.) 제15조``, whose number stands between it and the provision.

    Args:
        forms: The text.
        found: The citations before the provision.
        position: Where the provision begins.
    """
    if len(found) <= 1:
        return None
    titled, number = found[-2:]
    between = forms.plain[titled.span.end : number.span.start] + forms.plain[number.span.end : position]
    numbered = bool(titled.title) and number.type == "promulgation"
    return titled if numbered and "".join(between.split()) == "()" else None
