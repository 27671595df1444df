"""Whether Vietnamese writes a rime at all: the marks on its vowels and its final have to go together."""

import re
import unicodedata
from functools import lru_cache

from corpus.legacy.syllables import is_syllable
from corpus.legacy.tables import TONES

_RIMES = frozenset(
    re.findall(
        r"\w+",
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
        "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêt yêu "
        "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
        "op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
        "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut "
        "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương ươp ươt ươu ưt ưu",
    )
)
_ONSET = re.compile("(?:ngh?|nh|gh|gi(?=.)|g|kh|ph|qu|th|tr|ch|[bcdđhklmnprstvx])?")
_BEHIND_ONSET = {
    "gi": frozenset({"n", "êc", "êm", "ên", "êng", "êt", "êu"}),
    "qu": frozenset({"ych", "yn", "ynh", "yp", "yt"}),
}
"""After `gi` and `qu` some rimes lose their first letter, or write y for i."""

_TONELESS = dict.fromkeys(map(ord, TONES.values()))


@lru_cache(maxsize=1 << 16)
def is_written(word: str) -> bool:
    """Whether a word is a syllable (see `is_syllable`) whose rime exists with just these marks: `công`, never `cơng`."""
    if not is_syllable(word):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower()).translate(_TONELESS)
    bare = unicodedata.normalize("NFC", decomposed)
    found = _ONSET.match(bare)
    onset = found[0] if found else ""
    rime = bare[len(onset) :]
    return rime in _RIMES or rime in _BEHIND_ONSET.get(onset, ())
