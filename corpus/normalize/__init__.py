"""The normal forms of a text, each with the way back to the characters it was made from.

``clean`` makes the stored text, ``key`` the form for exact comparison, ``fold`` the form for lenient search.
"""

from corpus.normalize.characters import clean
from corpus.normalize.derived import Derived
from corpus.normalize.forms import fold, key

__all__ = ["Derived", "clean", "fold", "key"]
