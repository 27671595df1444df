"""Short texts become token ids of the bundled model without its vocabulary, which takes a third of a second and 120 MB to load."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from tokenizers.models import Unigram

from indexer.encoders.tokens import TokenIds, readable, stretches
from indexer.model_store.tokenizer import SPECIAL, UNKNOWN, unigram
from indexer.model_store.vocabulary import Vocabulary

_AT_ONCE = 64


class PieceReader:
    """The tokenizer of the bundled model for questions: the same tokens as those of `TokenReader`, in a third of a millisecond.

    The most probable segmentation of a text is made of pieces that stand in it: only these are looked up.
    """

    def __init__(self, folder: Path) -> None:
        """Open a vocabulary. Raises OSError or ValueError."""
        self._vocabulary = Vocabulary(folder)
        rules = unigram([(special, 0.0) for special in SPECIAL])
        self._normalizer, self._pre_tokenizer = rules.normalizer, rules.pre_tokenizer

    def beginnings(self, texts: Sequence[str], most: int) -> list[TokenIds]:
        """The first `most` token ids of each text, as int32."""
        return [
            ids
            for start in range(0, len(texts), _AT_ONCE)
            for ids in self._read(texts[start : start + _AT_ONCE], most)
        ]

    def _read(self, texts: Sequence[str], most: int) -> Iterator[TokenIds]:
        words = [self._words(readable(stretches(text)[0])) for text in texts]
        found = self._vocabulary.inside({word for listed in words for word in listed})
        tokenize = Unigram(found.pieces, UNKNOWN, byte_fallback=False).tokenize
        for listed in words:
            tokens = chain.from_iterable(map(tokenize, listed))
            yield found.ids[[token.id for token in islice(tokens, most)]]

    def _words(self, text: str) -> list[str]:
        return [
            word for word, _ in self._pre_tokenizer.pre_tokenize_str(self._normalizer.normalize_str(text))
        ]
