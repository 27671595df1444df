"""Vietnamese written in the encodings of before Unicode, read as the wrong letters: proved and put right.

``repair`` takes text whose letters came out of a file as Latin-1 or windows-1252, ``decode`` takes bytes.
"""

from corpus.legacy.decoding import decode
from corpus.legacy.repair import Repair, Repaired, repair

__all__ = ["Repair", "Repaired", "decode", "repair"]
