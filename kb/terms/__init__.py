"""Terms: what people type and laws do not print, with what laws print for it."""

from kb.terms.expansion import Expansions, expand
from kb.terms.tables import ABBREVIATIONS, NAMES

__all__ = ["ABBREVIATIONS", "NAMES", "Expansions", "expand"]
