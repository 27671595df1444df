"""Calibration: what the evidence for a hit is worth, as a probability that holds on questions it was not fitted on."""

from kb.calibration.model import Calibration, Logistic, load_calibration, never_rising
from kb.calibration.signals import FIRST_HITS, SignalReader, Signals

__all__ = [
    "FIRST_HITS",
    "Calibration",
    "Logistic",
    "SignalReader",
    "Signals",
    "load_calibration",
    "never_rising",
]
