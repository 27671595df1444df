"""Vietnamese words by underthesea, for highlights; not for the index.

Word segmentation depends on the words around, so that a query and a passage may be cut differently, and it costs 130
times what syllables cost.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from threading import Lock
from types import ModuleType
from typing import cast

from corpus.models import Span
from indexer.analyzers.identifiers import find_symbols
from indexer.analyzers.spelling import composed, folded, in_order, keyed, placed, words
from indexer.models import Term

_LOADING = Lock()


def vietnamese_words(text: str) -> list[Term]:
    """Words as underthesea segments them, `quyết_định`, in the order of the text, without punctuation.

    Symbols (`13/2023/NĐ-CP`) are one word each. The engine rewrites the text it is given (`Hoà` → `Hòa`, `cuả` → `của`),
    so its words are laid over the syllables of the text; where it changed more than that, the syllables stand alone.
    """
    source = composed(text)
    symbols = find_symbols(source.text)
    terms = [symbol.terms[0] for symbol in symbols]
    for stretch in _stretches(source.text, [symbol.span for symbol in symbols]):
        terms += _segmented(source.text, stretch)
    return placed(in_order(terms), source)


def _stretches(text: str, masked: Sequence[Span]) -> Iterator[Span]:
    """Lines, cut at the masked spans: the engine takes time and memory by the length of what it gets."""
    start = 0
    for span in (*masked, Span(len(text), len(text))):
        for line in text[start : span.start].splitlines(keepends=True):
            yield Span(start, start + len(line))
            start += len(line)
        start = span.end


def _segmented(text: str, stretch: Span) -> Iterator[Term]:
    syllables = [
        Term(term.text, stretch.start + term.start, stretch.start + term.end)
        for term in words(stretch.of(text), keyed)
    ]
    if not syllables:
        return
    homes = _homes([folded(term.text) for term in syllables], _segment(stretch.of(text)))
    numbered = zip(homes, syllables, strict=True)
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        parts = [term for _, term in group]
        yield Term("_".join(part.text for part in parts), parts[0].start, parts[-1].end)


def _segment(line: str) -> list[list[str]]:
    """The engine's words, each as its folded syllables; punctuation has none."""
    found = [[term.text for term in words(word, folded)] for word in load_words()(line)]
    return [word for word in found if word]


@cache
def load_words() -> Callable[[str], list[str]]:
    """The engine's segmenter: .3 seconds and 30 MB, only where words are asked for."""
    with _LOADING, _bare("underthesea"):
        # The two modules import each other: this one has to come first, as it does in the package.
        import_module("underthesea.pipeline.text_normalize")
        from underthesea.pipeline.word_tokenize import word_tokenize  # noqa: PLC0415 -- see above

        # Its first call loads the model into a global, and a second thread would meet that half made.
        word_tokenize("a")
    return cast("Callable[[str], list[str]]", word_tokenize)


@contextmanager
def _bare(name: str) -> Iterator[None]:
    """Lets the block import modules of a package without the package itself, unless it was imported before.

    For the package imports all it has: a client for downloads, a chat agent, and where transformers is installed torch as well.
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None:
        yield
        return
    # A package, to the import system, is a module that knows where its modules lie.
    sys.modules[name] = package = ModuleType(name)
    package.__path__ = spec.submodule_search_locations or []
    try:
        yield
    finally:
        del sys.modules[name]


def _homes(syllables: list[str], segmented: list[list[str]]) -> list[int]:
    """For each syllable of the text the number of the word it lies in; a number of its own where the two differ."""
    owners = [number for number, word in enumerate(segmented) for _ in word]
    found = [syllable for word in segmented for syllable in word]
    homes = [len(owners) + position for position in range(len(syllables))]
    if found == syllables:
        return owners
    for block in SequenceMatcher(None, syllables, found, autojunk=False).get_matching_blocks():
        homes[block.a : block.a + block.size] = owners[block.b : block.b + block.size]
    return homes
