"""The tables of terms: files of rows with cells between tabs, whose last cell names the source; `#` begins a remark."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType


def _pairs(name: str) -> Mapping[str, str]:
    lines = files("kb.terms").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({typed: printed for typed, printed, _ in rows})


ABBREVIATIONS = _pairs("abbreviations.tsv")
"""Vietnamese abbreviations with one meaning in law and policy."""

NAMES = _pairs("names.tsv")
"""Former and short names of bodies, laws and things, and what statutes call them now."""
