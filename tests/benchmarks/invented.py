"""Vietnamese decisions that nobody issued, made of pieces of real ones: text for knowledge bases larger than any real text at hand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from corpus.document import parse_document
from corpus.models import Document, Page, Provision, Span
from corpus.readers import read_text

_SYLLABLE = re.compile(r"[^\W\d_]+")
_SHORTEST_PIECE, _LONGEST_PIECE = 4, 12
_SYLLABLES = 80
"""Of an article: with title and heading a passage of about 90 tokens."""
_REPEALING = 7
_EARLIER = 3


class Inventor:
    """Writes decisions, each fixed by its number and version alone.

    An article is a row of pieces of 4 to 12 syllables from random places of real text. So words are as frequent as they are in law
    (Zipf), and most pairs of neighbours are real ones, which is what the lexical index holds; there are no words but real ones.

    Args:
        texts: Real Vietnamese text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._syllables = [syllable.lower() for text in texts for syllable in _SYLLABLE.findall(text)]

    def text(self, number: int, version: int = 0, articles: int = 30) -> str:
        """A decision as it would stand in a file.

        Args:
            number: From 1; fixes number, date and title. Every seventh decision repeals an earlier one.
            version: Another version has other articles.
            articles: How many; each is one passage.
        """
        return "\n\n".join([self._front(number), *self._articles(number, version, articles)])

    def document(self, number: int, version: int = 0, articles: int = 30) -> Document:
        """What the parser makes of this text, in a tenth of its time: it reads the front, and the articles behind are known."""
        front = parse_document(read_text(self._front(number)))
        text, provisions = front.text, list(front.root.children)
        for count, article in enumerate(self._articles(number, version, articles), start=2):
            heading, _, _ = article.partition("\n")
            span = Span(len(text) + 2, len(text) + 2 + len(article))
            text = f"{text}\n\n{article}"
            title = heading.partition(". ")[2]
            provisions.append(Provision(f"dieu-{count}", "dieu", f"Điều {count}", title, span))
        report = replace(front.source.report, characters=len(text))
        source = replace(front.source, text=text, pages=(Page(1, 0, len(text)),), report=report)
        root = replace(front.root, span=Span(0, len(text)), children=tuple(provisions))
        return replace(front, source=source, root=root)

    def _front(self, number: int) -> str:
        """Head and first article."""
        lines = [
            "ỦY BAN NHÂN DÂN",
            f"Số: {number}/{_year(number)}/QĐ-UBND",
            f"Hà Nội, ngày {_day(number)}",
            "QUYẾT ĐỊNH",
            f"Về việc {self._said(np.random.default_rng(number), 12)}",
            "Điều 1. Hiệu lực thi hành",
            f"Quyết định này có hiệu lực kể từ ngày {_day(number)}.",
        ]
        if number % _REPEALING == 0:
            earlier = number - _EARLIER
            named = f"Quyết định số {earlier}/{_year(earlier)}/QĐ-UBND ngày {_day(earlier)}"
            lines.append(f"Quyết định này thay thế {named}.")
        return "\n\n".join(lines)

    def _articles(self, number: int, version: int, articles: int) -> Iterator[str]:
        random = np.random.default_rng((number, version))
        for article in range(2, articles + 1):
            title, said = self._said(random, 5).capitalize(), self._said(random, _SYLLABLES).capitalize()
            yield f"Điều {article}. {title}\n\n{said}."

    def _said(self, random: np.random.Generator, length: int) -> str:
        return " ".join(list(self._pieces(random, length))[:length])

    def _pieces(self, random: np.random.Generator, length: int) -> Iterator[str]:
        count = length // _SHORTEST_PIECE + 1
        starts = random.integers(0, len(self._syllables) - _LONGEST_PIECE, count).tolist()
        sizes = random.integers(_SHORTEST_PIECE, _LONGEST_PIECE + 1, count).tolist()
        for start, size in zip(starts, sizes, strict=True):
            yield from self._syllables[start : start + size]


def _year(number: int) -> int:
    return 2000 + number % 25


def _day(number: int) -> str:
    return f"{number % 28 + 1:02} tháng {number % 12 + 1:02} năm {_year(number)}"
