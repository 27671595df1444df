"""Texts become token ids of the bundled model, in memory that stays bounded however long and many they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

TokenIds = Sequence[int] | NDArray[np.int32]
"""Token ids of one text."""

# Far more than the 16 characters of the longest piece, times the 512 tokens of the longest passage.
_STRETCH = 32_768
_AT_ONCE = 64
_SURROGATE = re.compile("[\ud800-\udfff]")


class TokenReader:
    """The tokenizer of the bundled model; texts need no preparation, and special tokens are read as their characters."""

    def __init__(self, folder: Path) -> None:
        """Open the `tokenizer.json` of a converted model."""
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each whole text."""
        found = [stretches(text) for text in texts]
        lengths = (len(ids) for ids in self._read([stretch for parts in found for stretch in parts]))
        return [sum(islice(lengths, len(parts))) for parts in found]

    def beginnings(self, texts: Sequence[str], most: int) -> list[TokenIds]:
        """The first `most` token ids of each text, at most 512, as int32."""
        found = self._read([stretches(text)[0] for text in texts])
        return [np.array(ids[:most], dtype=np.int32) for ids in found]

    def _read(self, texts: Sequence[str]) -> Iterator[list[int]]:
        # What the tokenizer keeps beside the ids takes a hundred times the text: so a few texts at once.
        for start in range(0, len(texts), _AT_ONCE):
            some = list(map(readable, texts[start : start + _AT_ONCE]))
            yield from (encoding.ids for encoding in self._tokenizer.encode_batch_fast(some))


def readable(text: str) -> str:
    """A text that has UTF-8, which the tokenizer needs: a lone surrogate is no character."""
    return _SURROGATE.sub("\ufffd", text)


def stretches(text: str, length: int = _STRETCH) -> list[str]:
    """A text cut before spaces and line ends, into parts that have together the tokens of the whole; at least one part.

    A part has at least `length` characters, the last one excepted, and at most twice as many, for which a longer word is cut.
    """
    if len(text) <= length:
        return [text]
    return re.findall(rf"(?s).{{1,{length}}}[^ \n]{{0,{length}}}", text)
