"""Wording: what people really type, and what they meant by it.

Exact phrases in quotes, Vietnamese and Korean typed with the keyboard left in another mode, tone marks on the wrong vowel,
and questions that mix languages. Nothing here knows what a knowledge base holds.
"""

from kb.wording.encoding import for_encoder
from kb.wording.keyboards import Slip, Typed, understood
from kb.wording.mixture import languages_of
from kb.wording.phrases import QuotedPhrase, find_phrases

__all__ = ["QuotedPhrase", "Slip", "Typed", "find_phrases", "for_encoder", "languages_of", "understood"]
