"""The stored text: canonical composition, one line end, one space, and no characters that only look right.

Compatibility normalisation (NFKC) is never used: it breaks ①, ½, ㎡ and the compatibility jamo of Korean texts
(Unicode Standard Annex 15). The few compatibility mappings that are wanted are written out here.
"""

import re
import unicodedata

from corpus.normalize.derived import Derived

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0"
_DROPPED = (
    "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f"  # controls that are no line end
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u180e\ufeff"  # invisible: joiners, direction marks
)
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_ODD = re.compile(f"\r\n|[{_LINE_ENDS}{_SPACES}{_DROPPED}\uff01-\uff5e\uff62\uff63\ud800-\udfff]")
_CORNER_BRACKETS = {"\uff62": "「", "\uff63": "」"}
_SPACE = re.compile(f"[{_SPACES}]")
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_FULL_WIDTH_OFFSET = 0xFF01 - 0x21

# A soft hyphen is dropped, except where it stands for the hyphen of a document symbol: after a slash and capitals
# (`950/QĐ·TTg`), or after a bare type symbol that nothing but a hyphen can follow (`QĐ·TTg`), or in `02·NQ/TW`.
_SYMBOL_BEFORE = re.compile(r"(?:/[A-ZĐÐ&.\-\u00ad]*[A-ZĐÐ]|(?<!\w)(?:QĐ|QÐ|NĐ|NÐ|NQ|TT|TTLT|CT))$")
_PARTY_SYMBOL_AFTER = re.compile(r"[A-ZĐÐ][A-Za-zĐÐ]*/")
_SYMBOL_REACH = 24

_LETTER_AND_MARKS = re.compile(
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|[\\s\\S][\u0300-\u036f]+"
)
_NON_ASCII = re.compile("[\\s\\S]?[^\x00-\x7f]+")

_LOOK_ALIKES = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
_LOOK_ALIKE = re.compile("[ÐðƉɖ]")
_WORD_WITH_LOOK_ALIKE = re.compile(r"[^\W\d_]*[ÐðƉɖ][^\W\d_]*")
_VIETNAMESE_LETTER = re.compile("[ăĂơƠưƯ\u1ea0-\u1ef9]")
_FOREIGN_LETTER = re.compile("[æøåäöüþßñçœŋɛɔɣ]", re.IGNORECASE)
_ABBREVIATION = re.compile("[B-DF-HJ-NP-TV-XZĐÐƉ]+")


def clean(raw: str) -> Derived:
    r"""The stored text of what a reader found: faithful, composed (NFC), free of invisible characters.

    - CR LF, CR, vertical tab, form feed, NEL and the Unicode separators become LF: ``a\r\nb`` → ``a\nb``
    - no-break, ideographic and other odd spaces become a space
    - soft hyphens, zero-width characters, byte order marks, direction marks and controls (but not TAB) are dropped;
      the soft hyphen of a symbol becomes its hyphen
    - full-width ASCII and half-width corner brackets take their usual width: ``｢제１조｣`` → ``「제1조」``
    - letters with combining marks and conjoining jamo are composed
    - eth and African D become Đ in Vietnamese words and symbols: ``772/QÐ-TTg`` → ``772/QĐ-TTg``
    - lone surrogates become U+FFFD

    Idempotent; text that is right already comes out unchanged, without offsets to keep.
    """
    return _unmask(compose(_plain(Derived(raw))))


def compose(derived: Derived) -> Derived:
    """Canonical composition (NFC), offsets kept: ``e`` + U+0302 + U+0301 → ``ế``, conjoining jamo → ``각``."""
    if unicodedata.is_normalized("NFC", derived.text):
        return derived
    composed = derived.rewritten(_LETTER_AND_MARKS, _nfc)
    for pieces in (_singletons, _clusters):
        if unicodedata.is_normalized("NFC", composed.text):
            return composed
        changed = sorted((piece for piece in pieces(composed.text) if _changes(piece)), key=len, reverse=True)
        if changed:
            composed = composed.rewritten(re.compile("|".join(map(re.escape, changed))), _nfc)
    # No ASCII character composes with one before it, so stretches between ASCII characters are independent.
    return composed.rewritten(_NON_ASCII, _nfc)


def _singletons(text: str) -> set[str]:
    """The characters of a text; some have another one as their normal form (金 U+F90A → 金, Å U+212B → Å)."""
    return set(text)


def _clusters(text: str) -> set[str]:
    """The pieces of a text that compose, each by itself: a letter of any script with what composes with it."""
    found, piece = set[str](), ""
    for character in text:
        if piece and _parts(piece, character):
            found.add(piece)
            piece = ""
        piece += character
    return found | {piece}


def _parts(piece: str, character: str) -> bool:
    """Whether a character begins a new piece: it is no mark, and composes with nothing in the piece before."""
    if unicodedata.combining(character):
        return False
    apart = unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", piece + character) == apart


def _changes(piece: str) -> bool:
    return unicodedata.normalize("NFC", piece) != piece


def _nfc(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def _plain(derived: Derived) -> Derived:
    if not _ODD.search(derived.text):
        return derived
    return derived.rewritten(_ODD, _plain_character)


def _plain_character(match: re.Match[str]) -> str:
    odd = match[0]
    if odd == "\r\n" or _LINE_END.match(odd):
        return "\n"
    if _SPACE.match(odd):
        return " "
    if odd == "\u00ad":
        return "-" if _joins_symbol(match) else ""
    if "\uff01" <= odd <= "\uff5e":
        return chr(ord(odd) - _FULL_WIDTH_OFFSET)
    if "\ud800" <= odd <= "\udfff":
        return "\ufffd"
    return _CORNER_BRACKETS.get(odd, "")


def _joins_symbol(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - _SYMBOL_REACH) : start], text[end : end + _SYMBOL_REACH]
    if not (before and after and after[0].isupper()):
        return False
    if before[-1].isdigit():
        return _PARTY_SYMBOL_AFTER.match(after) is not None
    return _SYMBOL_BEFORE.search(unicodedata.normalize("NFC", before)) is not None


def _unmask(derived: Derived) -> Derived:
    """Put Đ where a look-alike stands in a Vietnamese word; Icelandic, Ewe and Old English words stay."""
    if not _LOOK_ALIKE.search(derived.text):
        return derived
    vietnamese = _VIETNAMESE_LETTER.search(derived.text) is not None
    text = _WORD_WITH_LOOK_ALIKE.sub(
        lambda match: _unmask_word(match[0], vietnamese=vietnamese), derived.text
    )
    return derived.aligned(text)


def _unmask_word(word: str, *, vietnamese: bool) -> str:
    if _FOREIGN_LETTER.search(word):
        return word
    initial = word[0] in _LOOK_ALIKES and not _LOOK_ALIKE.search(word, 1)
    if initial or vietnamese or _ABBREVIATION.fullmatch(word):
        return _LOOK_ALIKE.sub(lambda match: _LOOK_ALIKES[match[0]], word)
    return word
