"""Exact phrases: what a question puts in quotes, which every hit must then contain.

In a pasted text quotes mean something else: speech is quoted in them, and Korean orthography stresses words with ‘…’. So they
ask for an exact phrase where they are all of the question, or where both the phrase and the rest of the question are short.
"""

import re
from dataclasses import dataclass

from corpus.models import Span

_QUOTED = re.compile(
    r'(?<![\w"])"(?P<straight>[^"“”]+)"(?!["\d])'
    r"|“(?P<curly>[^“”]+)”"
    r"|«(?P<angle>[^«»]+)»"
    r"|(?<!\w)‘(?P<single>[^‘’]+)’(?![A-Za-zÀ-ỹ])"
    r"|「(?P<corner>[^「」]+)」"
)
# Inside a name an apostrophe is no quote (people’s), and behind a number a quote is a measure (15" or 15”).
_MEASURE = re.compile(r"(?<=\d)[\"”]")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s*$")
_SHORT = 10
"""Words of a phrase, and of the rest of the question, within which quotes ask for exactly what stands in them."""


@dataclass(frozen=True, slots=True)
class QuotedPhrase:
    """A phrase that hits must contain.

    Attributes:
        text: What stands between the quotes, without white space around it.
        span: Where, with its quotes, in the question.
        may_name: Whether the quotes are those around titles of Korean laws, 「…」; then it may be a name, not words to look for.
    """

    text: str
    span: Span
    may_name: bool = False


def find_phrases(text: str) -> tuple[QuotedPhrase, ...]:
    """The exact phrases that a question asks for, in its order.

    - ``"khu đô thị" diện tích``, ``“스마트도시”``, ``«smart city»``, ``‘개인정보’``, ``「개인정보 보호법」``
    - none in ``people's council``, ``màn hình 15"``, ``"đô thị`` and ``""``; none where a text of many words quotes something

    Args:
        text: The question in NFC.
    """
    masked = _MEASURE.sub(" ", text) if text.count('"') % 2 or text.count("”") != text.count("“") else text
    found = [match for match in _QUOTED.finditer(masked) if _WORD.search(match[0])]
    rest = len(_WORD.findall(_QUOTED.sub(" ", masked)))
    return tuple(_phrase(match) for match in found if rest == 0 or (rest <= _SHORT and _is_short(match)))


def _phrase(match: re.Match[str]) -> QuotedPhrase:
    inner = match[match.lastgroup or 0]
    return QuotedPhrase(inner.strip(), Span(*match.span()), match.lastgroup == "corner")


def _is_short(match: re.Match[str]) -> bool:
    inner = match[match.lastgroup or 0]
    return len(_WORD.findall(inner)) <= _SHORT and not _SENTENCE_END.search(inner)
