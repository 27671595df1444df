"""What held when: status of works and provisions on a day, with the sentences it follows from."""

from kb.timeline.days import today
from kb.timeline.law import HOLDING, Law, LawReader
from kb.timeline.said import RULING
from kb.timeline.told import Told

__all__ = ["HOLDING", "RULING", "Law", "LawReader", "Told", "today"]
