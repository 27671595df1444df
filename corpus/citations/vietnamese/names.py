"""Laws of Vietnam cited by name.

Luật Xây dựng số 50/2014/QH13         Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015
Luật Quy hoạch đô thị năm 2009        Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14
Bộ luật Dân sự                        Hiến pháp năm 2013
"""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache

from corpus.citations.forms import GAP, SPACE, Forms, squeezed
from corpus.citations.models import Citation
from corpus.identifiers.titles import LAW_SUBJECTS, title_key
from corpus.models import Span
from corpus.normalize import key

_KINDS = {"bộ luật": "boluat", "luật": "luat", "pháp lệnh": "pl", "hiến pháp": "hp"}
_KIND = re.compile(
    rf"(?<![^\W_])(?<![Pp]háp )(?<![Kk]ỷ )(?<![Dd]ự )(?<!quy )(?P<kind>[Bb]ộ{SPACE}[Ll]uật|[Ll]uật|[Pp]háp{SPACE}lệnh|[Hh]iến{SPACE}pháp"
    rf"|BỘ{SPACE}LUẬT|LUẬT|PHÁP{SPACE}LỆNH|HIẾN{SPACE}PHÁP)(?![^\W_])"
)
_AMENDING = re.compile(
    rf"{SPACE}(?:sửa đổi|bổ sung|bãi bỏ)[^;.:()\n]{{0,60}}(?:\n[^;.:()\n]{{0,60}})?(?:của"
    rf"|một số){SPACE}(?:các{SPACE})?(?=[^;.:()]{{0,30}}?(?:luật|pháp lệnh))",
    re.IGNORECASE,
)
_WORD = re.compile(rf"(?:,{SPACE}|{SPACE})(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)")
_STOP = re.compile(
    rf"(?:được|này|nào|tại|theo|thì|là|có|không|để|trong|cho|đã|khi|đối|phải|do|nếu|hoặc|như|bằng|cũng|cần|trừ|từ|trên|dưới|nêu|nói|đó|bởi"
    rf"|mà|nhằm|chưa|vào|sẽ|đang|các|những|nay|của|ngày|hiện{SPACE}hành|bao{SPACE}gồm|quy{SPACE}định|ban{SPACE}hành|thực{SPACE}hiện|áp{SPACE}dụng"
    rf"|sửa{SPACE}đổi|hướng{SPACE}dẫn|liên{SPACE}quan|năm{SPACE}\d|số:?{SPACE}?\d|và{SPACE}(?:các|những|Luật|Bộ|Nghị|quy|văn))(?![^\W_])",
    re.IGNORECASE,
)
_TO_NUMBER = re.compile(
    rf"(?P<title>(?:,?{SPACE}[^\W\d_]+(?:-[^\W\d_]+)?){{1,18}}?){SPACE}\(?(?:số|so):?{GAP}\d{{1,3}}{GAP}/{GAP}\d{{4}}{GAP}/",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    rf"(?:luật|pháp{SPACE}lệnh|nghị{SPACE}định|thông{SPACE}tư|quyết{SPACE}định|theo|được)(?![^\W_])",
    re.IGNORECASE,
)
_OPEN_ENDED = frozenset({"và", "về"})
_LONGEST = 9
_CONSTITUTION_ENDS = re.compile(
    rf"(?P<country>{SPACE}nước{SPACE}cộng{SPACE}h(?:òa|oà){SPACE}xã{SPACE}hội{SPACE}chủ{SPACE}nghĩa{SPACE}việt{SPACE}nam)?(?={SPACE}(?:năm{SPACE})?(?:19|20)\d\d)"
    rf"|(?P<alone>{SPACE}nước{SPACE}cộng{SPACE}h(?:òa|oà){SPACE}xã{SPACE}hội{SPACE}chủ{SPACE}nghĩa{SPACE}việt{SPACE}nam)"
)


def find_names(forms: Forms, titles: Container[str]) -> Iterator[Citation]:
    """Every law, code, ordinance or constitution cited by name; numbers, dates and years are looked for later.

    Args:
        forms: The text.
        titles: Keys of titles that the reader knows, in small letters too.
    """
    position = 0
    for match in _KIND.finditer(forms.plain):
        if match.start() < position:
            continue
        end = _known_end(forms, match, titles) or _name_end(forms, match)
        if end:
            position = end
            yield _named(forms, match, end)


def _known_end(forms: Forms, match: re.Match[str], titles: Container[str]) -> int | None:
    """The end of the longest title of the reader that begins here."""
    end, position = None, match.end()
    for _ in range(_LONGEST):
        word = _WORD.match(forms.plain, position)
        if word is None:
            break
        position = word.end()
        if title_key(forms.plain[match.start() : position]) in titles:
            end = position
    return end


def _named(forms: Forms, match: re.Match[str], end: int) -> Citation:
    span = Span(match.start(), end)
    kind = squeezed(match["kind"].lower())
    title = squeezed(forms.text[match.start() : end])
    return Citation(span, forms.raw(span), lang="vi", type=_KINDS[kind], title=title)


def _name_end(forms: Forms, match: re.Match[str]) -> int | None:
    kind = match["kind"].lower()
    if kind.startswith("hiến"):
        constitution = _CONSTITUTION_ENDS.match(forms.low, match.end())
        return constitution.end() if constitution else None
    amending = _AMENDING.match(forms.plain, match.end())
    if amending:
        inner = _KIND.match(forms.plain, amending.end())
        return (_name_end(forms, inner) if inner else None) or amending.end()
    known = _subjects().match(forms.low, match.end())
    if known and not (match["kind"][0].isupper() or known[0].strip() != _printed(forms, known)):
        known = None
    return _end_before_number(forms, match.end()) or (known.end() if known else _free_end(forms, match.end()))


def _printed(forms: Forms, match: re.Match[str]) -> str:
    return forms.plain[slice(*match.span())].strip()


def _end_before_number(forms: Forms, start: int) -> int | None:
    """The end of a title that a number follows, whatever its words: ``Luật Giao thông đường thủy nội địa số 23/2004/QH11``."""
    match = _TO_NUMBER.match(forms.plain, start)
    if match is None or _ANOTHER.search(match["title"]) or not match["title"].lstrip(" ,\n")[:1].isupper():
        return None
    return match.end("title")


@cache
def _subjects() -> re.Pattern[str]:
    forms = sorted({key(subject).text for subject in LAW_SUBJECTS}, key=lambda name: (-len(name), name))
    listed = "|".join(re.escape(name).replace(r"\ ", SPACE) for name in forms)
    return re.compile(rf"{SPACE}(?:{listed})(?![^\W_])")


def _free_end(forms: Forms, start: int) -> int | None:
    """The end of a title outside the table: it begins with a capital and goes on to a word that no title contains."""
    end, position = None, start
    for count in range(_LONGEST):
        match = _WORD.match(forms.plain, position)
        if match is None or _STOP.match(forms.plain, match.start("word")):
            break
        if count == 0 and not match["word"][0].isupper():
            return None
        if "," in match[0] or match["word"].lower() in _OPEN_ENDED:
            break
        end = position = match.end()
    return end


def title_of_number(forms: Forms, citation: Citation, names: dict[int, Citation]) -> Citation:
    """A number of the National Assembly joined with the title before it: ``Luật Xây dựng`` + ``số 50/2014/QH13``.

    Args:
        forms: The text.
        citation: The number.
        names: Names by the offset where each ends.
    """
    start = _number_word(forms, citation.span.start)
    name = names.get(start)
    if name is None:
        return citation
    joined = replace(citation, type=name.type, title=name.title)
    return joined.at(forms.text, Span(name.span.start, citation.span.end))


_NUMBER_WORD = re.compile(rf"(?:{SPACE}|,\s|\s?\()?(?:số|so|no\.?)?[\s:]{{0,3}}\Z", re.IGNORECASE)


def _number_word(forms: Forms, end: int) -> int:
    match = _NUMBER_WORD.search(forms.plain, max(0, end - 12), end)
    return match.start() if match else end
