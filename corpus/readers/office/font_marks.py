"""The way of font names through a reader: marks around the words, which no rearranging of lines and cells takes off.

Readers of office files put text together from runs, collapse white space and join cells; what stands in a font of a legacy
encoding is marked by two noncharacters of Unicode, which no text may hold, until its place in the page is known.
"""

import re
from itertools import count

from corpus.legacy.encodings import of_font
from corpus.models import Span
from corpus.readers.raw import FontRun

_FIRST, _LAST, _END = 0xFDD0, 0xFDEE, "\ufdef"
_WORD = re.compile(r"[^\s\ud800-\udfff]+")
_MARKED = re.compile("[\ufdd0-\ufdef]")


class FontMarks:
    """The fonts met in one file; beyond the first thirty-one no further names are kept."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._free = map(chr, count(_FIRST))

    def mark(self, text: str, font: str | None) -> str:
        """The text with its words marked, if the font was made for a legacy encoding."""
        if not font or of_font(font) is None:
            return text
        if font not in self._marks and len(self._marks) <= _LAST - _FIRST:
            self._marks[font] = next(self._free)
        mark = self._marks.get(font)
        return _WORD.sub(lambda word: f"{mark}{word[0]}{_END}", text) if mark else text

    def take(self, text: str, page: int = 1) -> tuple[str, tuple[FontRun, ...]]:
        """The text of a page without the marks, and the runs that they stood for."""
        names = {mark: name for name, mark in self._marks.items()}
        pieces, runs, length, position, begun = list[str](), list[FontRun](), 0, 0, (0, "")
        for match in _MARKED.finditer(text):
            pieces.append(text[position : match.start()])
            length, position = length + match.start() - position, match.end()
            name = names.get(match[0], "")
            if begun[1] and match[0] == _END:
                runs.append(FontRun(page, Span(begun[0], length), begun[1]))
            begun = (length, name)
        clean = "".join((*pieces, text[position:]))
        return clean, tuple(_merged(runs, clean))


def _merged(runs: list[FontRun], text: str) -> list[FontRun]:
    """Neighbours of one font with nothing but blanks between them are one run."""
    merged: list[FontRun] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.name == run.name and not text[last.span.end : run.span.start].strip():
            merged[-1] = last._replace(span=Span(last.span.start, run.span.end))
        else:
            merged.append(run)
    return merged
