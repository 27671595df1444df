"""The tables of terms: files of rows with cells between tabs, whose last cell names the source; `#` begins a remark."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    text = files("kb.terms").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            first, second, third = line.split("\t")
            yield first, second, third


def _pairs(name: str) -> Mapping[str, str]:
    return MappingProxyType({typed: printed for typed, printed, _ in _rows(name)})


ABBREVIATIONS = _pairs("abbreviations.tsv")
"""Vietnamese abbreviations with one meaning in law and policy."""

NAMES = _pairs("names.tsv")
"""Former and short names of bodies, laws and things, and what statutes call them now."""

CONCEPTS: tuple[tuple[str, str, str], ...] = tuple(_rows("concepts.tsv"))
"""Vietnamese, Korean and English for one thing; where the countries have different institutions, what comes nearest."""
