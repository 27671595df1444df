"""Who cites whom, and whether a citation holds."""

from kb.citator.citator import Citator

__all__ = ["Citator"]
