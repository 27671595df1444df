"""Which language a text is in: by script, by the letters only Vietnamese has, and by the grammar of its syllables.

A Vietnamese word is one syllable, an onset and a rime from two short lists, so Vietnamese typed without accents
("quyet dinh ve dat dai") shows itself against English, whose words mostly fit no such pair.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Literal

from corpus.models import Language
from corpus.normalize import fold


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_SAMPLE_PIECES = 8
_SAMPLE_LENGTH = 4_000

_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0400-\u04ff\u0370-\u03ff\u0600-\u06ff\u0e00-\u0e7f]")
# Words of letters alone: `QĐ-TTg`, `2025/NĐ` and other symbols are the same in every language.
_WORD = re.compile(r"(?<![\w/&.-])[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}(?![\w/&]|-[^\W\d_]*[A-ZĐ])")
_HANGUL_WEIGHT = 3
"""Latin letters that say as much as one Hangul syllable."""

_VIETNAMESE_LETTER = re.compile("[ăđơưĩũ\u1ea0-\u1ef9]")
_SHARED_ACCENT = re.compile("[àáâãèéêìíòóôõùúý]")
_FOREIGN_LETTER = re.compile("[^a-z]")

_ONSETS = _words("b ch d h kh l m n nh p ph r s t th tr v x")
_BACK_ONSETS = _words("c g ng")
_FRONT_ONSETS = _words("gh k ngh")
_Y_ONSETS = _words("h k l m s t th v")

_FRONT_RIMES = _words(
    "e ec ech em en eng enh eo ep et eu i ia ich im in inh ip it iu iec iem ien ieng iep iet ieu"
)
_BACK_RIMES = _words(
    "a ac ach ai am an ang anh ao ap at au ay o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet "
    "oi om on ong ooc oong op ot u ua uan uang uat uau uay uc ue uech uenh uet ui um un ung uo uoc uoi uom uon uong "
    "uop uot uou up ut uu uy uya uych uyen uyet uynh uyp uyt uyu"
)
_QU_RIMES = _words(
    "a ac ach ai am an ang anh ao ap at au ay e ec en eo et eu y ych yen yet ynh yt o oc on ot i it inh ien iet"
)
_GI_RIMES = _words(
    "a ac ai am an ang anh ao ap at au ay e em en eng eo ep et eu o oc oi om on ong op ot u ua uc ui um ung uoc uong up"
)
_WHOLE_SYLLABLES = _words("y yem yen yet yeu gi gin")

SYLLABLES = frozenset(
    [onset + rime for onset in (*_ONSETS, "") for rime in (*_FRONT_RIMES, *_BACK_RIMES)]
    + [onset + rime for onset in _BACK_ONSETS for rime in _BACK_RIMES]
    + [onset + rime for onset in _FRONT_ONSETS for rime in _FRONT_RIMES]
    + [onset + "y" for onset in _Y_ONSETS]
    + ["qu" + rime for rime in _QU_RIMES]
    + ["gi" + rime for rime in _GI_RIMES]
    + list(_WHOLE_SYLLABLES)
)
"""Every syllable of written Vietnamese, without accents; a rime after the wrong onset (`ke` with c) is none."""

ENGLISH_FUNCTION_WORDS = frozenset(
    _words(
        "about after all also any are as been before between by could does each every for from had has have how if into is "
        "its may must of or other over shall should such their there these they this those under until was were what when "
        "where whether which who whose why will with within without would you your"
    )
)
_ENGLISH_SYLLABLES = frozenset(
    _words(
        "an at ban ai bat be bet bim bin bit but can cap cat chat chin chip chop cop cot cut do dot gap get go got gun ha hat he hen "
        "him hip ho hop hot hut in it lap let lip loan lot man map mat me men met mom mop nap net no non not nut on pan pen "
        "pet pin pop pot put ran rat run sat sea set shut sin sit so son sun tan tap tech ten than that the them then thin "
        "tin tip to ton top trip up van yet"
    )
)
"""English words that are also Vietnamese syllables; they speak for neither language."""

_VIETNAMESE_ABBREVIATIONS = frozenset(
    _words("bxd cntt dttm hdnd nd nq qcvn qd tcvn tp ttg tthc tt ubnd vbhn vbqppl")
)
_VOWEL = re.compile("[aeiouy]")
_LONGEST_ACRONYM = 4

_Word = Literal[
    "abbreviation", "acronym", "vietnamese", "syllable", "ambiguous", "function", "english", "foreign"
]
_FOR_VIETNAMESE: dict[_Word, float] = {"vietnamese": 1.5, "abbreviation": 1.0, "syllable": 1.0}
_FOR_ENGLISH: dict[_Word, float] = {"function": 2.0, "english": 1.0}


def detect_language(text: str) -> Language:
    """The language of most of a text, a query of two words or a book.

    - ``스마트시티 data hub`` → ko: a Hangul syllable weighs as much as three Latin letters
    - ``Luật Đất đai``, ``dat dai``, ``quyet dinh 950``, ``qd 950 ttg`` → vi, with or without accents
    - ``smart city``, ``the decree on land`` → en
    - ``950/2018``, ``API``, other scripts, other languages with accents → und

    Long texts are judged by samples from beginning to end.
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    hangul = len(_HANGUL.findall(sample))
    letters = sum(map(len, words))
    if hangul * _HANGUL_WEIGHT > letters:
        return "ko"
    if not words or len(_OTHER_SCRIPT.findall(sample)) > letters:
        return "und"
    kinds = Counter(map(_kind, words))
    if hangul and not (kinds["vietnamese"] or kinds["function"]):
        return "ko"
    return _latin_language(kinds)


def has_accents(text: str) -> bool:
    """Whether any letter carries a mark or is đ, as in Vietnamese that was typed with care."""
    return "đ" in text.lower() or any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE_PIECES * _SAMPLE_LENGTH:
        return text
    step = (len(text) - _SAMPLE_LENGTH) // (_SAMPLE_PIECES - 1)
    starts = range(0, _SAMPLE_PIECES * step, step)
    return "\n".join(text[start : start + _SAMPLE_LENGTH] for start in starts)


def _latin_language(kinds: Counter[_Word]) -> Language:
    vietnamese = sum(weight * kinds[kind] for kind, weight in _FOR_VIETNAMESE.items())
    english = sum(weight * kinds[kind] for kind, weight in _FOR_ENGLISH.items())
    foreign = 0 if kinds["function"] else kinds["foreign"]
    if vietnamese == english == 0 and not kinds["ambiguous"]:
        return "und"
    if foreign * 5 >= kinds.total() and vietnamese <= english + foreign:
        return "und"
    return "vi" if vietnamese >= english else "en"


@lru_cache(maxsize=1 << 16)
def _kind(word: str) -> _Word:
    """What one word says: a Vietnamese letter, a possible syllable, an English word, or another language's accent."""
    lower = word.lower()
    if _VIETNAMESE_LETTER.search(lower):
        return "vietnamese"
    if _FOREIGN_LETTER.search(lower):
        bare = fold(lower).text
        return "vietnamese" if _SHARED_ACCENT.search(lower) and bare in SYLLABLES else "foreign"
    if lower in _VIETNAMESE_ABBREVIATIONS:
        return "abbreviation"
    if not _VOWEL.search(lower):
        return "acronym"
    kind = _plain_kind(lower)
    shouted = word.isupper() and len(word) <= _LONGEST_ACRONYM
    return "acronym" if shouted and kind in {"ambiguous", "english"} else kind


def _plain_kind(lower: str) -> _Word:
    if lower in ENGLISH_FUNCTION_WORDS:
        return "function"
    if lower in _ENGLISH_SYLLABLES:
        return "ambiguous"
    return "syllable" if lower in SYLLABLES else "english"
