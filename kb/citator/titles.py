"""Titles as citations give them: cut short, run on, or wrong."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.identifiers import title_key, type_name
from corpus.identifiers.titles import LAW_SUBJECTS
from corpus.normalize import key

_HANGUL = re.compile(r"[가-힣]")
_LAWS = frozenset({"luat", "boluat", "pl"})
_LAW_NAMES = frozenset(title_key(f"Luật {subject}") for subject in LAW_SUBJECTS)
_WORD = re.compile(r"\w+")
_DRAFTING = frozenset(
    _WORD.findall(
        key(
            "về việc ban hành, quy định chi tiết một số điều, nội dung và biện pháp thi hành, hướng dẫn, sửa đổi, bổ sung, phê duyệt "
            "của các luật, nghị quyết, thông tư số, ngày, tháng, năm, chính phủ"
        ).text
    )
)
"""Words of which titles are made, whatever they are about."""
_SHORTEST_TYPO = 5
_LETTERS_A_TYPO = 5
_MOST_TYPOS = 3
_ALIKE = 0.8
_SAID_ENOUGH = 3
_SURE_WORDS = 6


def contradicts(cited: str, held: str, type_token: str | None) -> bool:
    """Whether a title as cited cannot be that of a document.

    A title that is cut short, runs on into the sentence or leaves words out is none the less its title; so is one that says only what
    every title says (`quy định chi tiết một số điều`). Other words in the place of its own are a contradiction; the name of a known
    Vietnamese law has to be its whole name.
    """
    one, other = title_key(cited), title_key(held)
    if one == other or not other:
        return False
    if type_token in _LAWS and _law_name(one) in _LAW_NAMES:
        return _law_name(one) != _law_name(other)
    if one in other or other in one:
        return False
    words, own = _telling(cited), _telling(held)
    return bool(words) and bool(own) and _replaces(words, own)


def printed_in(cited: str, head: str) -> bool:
    """Whether the beginning of a text has a title, or its first words where it runs on, among the words that tell something."""
    words = _telling(cited)[:_SURE_WORDS]
    return f" {' '.join(words)} " in f" {' '.join(_telling(head))} "


def alike(cited: str, held: str) -> bool:
    """Whether two titles are so much alike that one may be a slip of the other: a few letters in Korean, a few words elsewhere."""
    one, other = title_key(cited), title_key(held)
    if _HANGUL.search(one):
        allowed = min(len(one) // _LETTERS_A_TYPO, _MOST_TYPOS) if len(one) >= _SHORTEST_TYPO else 0
        comparable = abs(len(one) - len(other)) <= allowed and one[-1:] == other[-1:]
        return comparable and 0 < edits(one, other) <= allowed
    words, own = _telling(cited), _telling(held)
    if min(len(words), len(own)) < _SAID_ENOUGH:
        return False
    return SequenceMatcher(None, words, own, autojunk=False).ratio() >= _ALIKE


def edits(one: str, other: str) -> int:
    """Letters to put in, take out or change to make one text the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for column, wanted in enumerate(other, start=1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != wanted)))
    return row[-1]


def _law_name(key: str) -> str:
    prefix = title_key(type_name("luat"))
    return key if key.startswith(prefix) else prefix + key


def _telling(title: str) -> list[str]:
    """The words of a title that tell what it is about; accents count, case does not."""
    return [word for word in _WORD.findall(key(title).text) if word not in _DRAFTING]


def _replaces(cited: Sequence[str], held: Sequence[str]) -> bool:
    """Whether words of a title stand where the document has others; words that are only left out or put in do not count."""
    matcher = SequenceMatcher(None, cited, held, autojunk=False)
    return any(tag == "replace" for tag, *_ in matcher.get_opcodes())
