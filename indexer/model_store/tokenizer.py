"""Builds the tokenizer of multilingual-e5-small (XLM-R's SentencePiece Unigram) from its vocabulary."""

import unicodedata
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from indexer.model_store.packed import Piece

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Token ids of `<s>`, `<pad>`, `</s>` and `<unk>`."""

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_SCRIPTS = {"LATIN", "HANGUL", "CJK", "GREEK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}
_SCRIPTS |= {"COMBINING", "MODIFIER"}
# A control character, which the normaliser removes: no text can spell a piece that begins with it.
_UNSPELLABLE = "\x01"
# A private-use character that stands in for the one character the model's table keeps and NFKC would change.
_KEPT = "\U00102345"


def plain_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """A tokenizer that takes text as nothing but text: `<s>` in a text is three characters, no special token.

    It adds no special tokens either; `BEGIN` and `END` are put around its ids by whoever needs them.
    """
    renamed = [
        (_UNSPELLABLE + piece.text if piece.text in SPECIAL else piece.text, piece.score) for piece in pieces
    ]
    return unigram(renamed)


def standard_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """The tokenizer as published with the model: special tokens are read from text and put around it."""
    tokenizer = unigram(list(pieces))
    tokenizer.add_special_tokens(list(SPECIAL))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", BEGIN), ("</s>", END)],
    )
    return tokenizer


def kept_ids(pieces: Sequence[Piece]) -> list[int]:
    """Ids of the pieces a Vietnamese, Korean or English text can need, ascending.

    All of Latin, Hangul, Han, kana, Greek, digits, marks and symbols, and every single character of other scripts.
    A text in those scripts has the same segmentations to choose from, hence the same tokens, as with the whole vocabulary.
    """
    return [number for number, piece in enumerate(pieces) if _is_kept(piece.text.removeprefix("▁"))]


def _is_kept(text: str) -> bool:
    return len(text) <= 1 or all(_is_common(character) for character in text)


def _is_common(character: str) -> bool:
    """Whether it is no letter or mark at all, or one of the scripts that are kept whole."""
    if unicodedata.category(character)[0] not in "LM":
        return True
    return unicodedata.name(character, "").split(" ")[0] in _SCRIPTS


def unigram(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """SentencePiece's `nmt_nfkc`, then white space to `▁`, then the most probable segmentation (Kudo, ACL 2018)."""
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("～", _KEPT),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_KEPT, "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    return tokenizer
