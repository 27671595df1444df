"""Provisions that Vietnamese running text names, inside out or outside in, with lists and ranges.

điểm a khoản 2 Điều 5                 dieu-5.khoan-2.diem-a
khoản 1, 2 và 3 Điều 7                dieu-7.khoan-1, dieu-7.khoan-2, dieu-7.khoan-3
điểm b, điểm c khoản 2 Điều 20        dieu-20.khoan-2.diem-b, dieu-20.khoan-2.diem-c
các Điều 4a, 4b và khoản 1a Điều 5    dieu-4a, dieu-4b, dieu-5.khoan-1a
từ Điều 10 đến Điều 15                dieu-10 … dieu-15
Điều 3, khoản 2; Điều 8.2.đ           dieu-3.khoan-2; dieu-8.khoan-2.diem-dd
khoản 2 Điều này                      khoan-2, counted from the article
mục 192 thuộc Phụ lục IV              phuluc-4.muc-192
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice, product

from corpus.citations.forms import GAP, SPACE, Forms
from corpus.citations.pinpoints import Pinpoint
from corpus.citations.vietnamese.units import ORDER, Unit, find_units
from corpus.identifiers.anchors import VIETNAMESE_LEVELS, Anchor, Step, point_token
from corpus.models import Span

_ADJACENT = re.compile(rf"{GAP}(?:(?:của|thuộc|tại|trong){SPACE})?")
_LISTED = re.compile(
    rf"{GAP}(?:,|;|(?:,{GAP}|;{GAP})?(?:và|hoặc|hay|cùng với|của|and|or)){GAP}(?:(?:tại|các|của|theo){SPACE})?"
)
_RANGE = re.compile(rf"{GAP}(?:đến|tới){SPACE}(?:hết{SPACE})?|{GAP}-{GAP}")
_MOST_ANCHORS = 200
"""Anchors of one pinpoint."""
_OUTSIDE_ARTICLE = frozenset({"phan", "chuong", "tieumuc"})

_Values = tuple[tuple[str, str | None], ...]


@dataclass(slots=True)
class _Path:
    """Units that stand together without a list mark: ``điểm c khoản 2 Điều 20``.

    Attributes:
        span: Their characters.
        joiner: How it follows the path before: ``first``, ``comma``, ``and`` or ``range``.
        units: Values by kind; no values for ``này``.
        refined: Whether the next path only goes deeper into this one, ``Điều 3, khoản 2``.
    """

    span: Span
    joiner: str
    units: dict[str, _Values] = field(default_factory=dict)
    refined: bool = False

    @property
    def outermost(self) -> int:
        return max(ORDER.index(kind) for kind in self.units)

    @property
    def relative(self) -> str | None:
        return next((kind for kind, values in self.units.items() if not values), None)


def find_pinpoints(forms: Forms, is_label: Callable[[int], bool]) -> Iterator[Pinpoint]:
    """Every provision named in the text, in order; provisions that count from different places come apart."""
    chain: list[_Path] = []
    last: Unit | None = None
    for unit in find_units(forms, is_label):
        joiner = _joiner(forms, last, unit)
        if joiner is None:
            yield from _pinpoints(chain)
            chain = []
        _extend(chain, unit, joiner)
        last = unit
    yield from _pinpoints(chain)


def _joiner(forms: Forms, last: Unit | None, unit: Unit) -> str | None:
    if last is None:
        return None
    stretch = last.span.end, unit.span.start
    if _ADJACENT.fullmatch(forms.low, *stretch):
        return "adjacent"
    if _RANGE.fullmatch(forms.low, *stretch):
        return "range"
    if _LISTED.fullmatch(forms.low, *stretch):
        return "comma" if forms.low[slice(*stretch)].strip() == "," else "and"
    return None


def _extend(chain: list[_Path], unit: Unit, joiner: str | None) -> None:
    units = _taken_apart(unit)
    if joiner == "adjacent" and _fits(chain[-1], units):
        path = chain[-1]
        path.span = Span(path.span.start, unit.span.end)
    else:
        path = _Path(unit.span, "first" if joiner is None else "and" if joiner == "adjacent" else joiner)
        chain.append(path)
    path.units |= units


def _fits(path: _Path, units: dict[str, _Values]) -> bool:
    """Whether units go on in the direction of the path, and it has none of their kind yet."""
    if path.relative or not path.units.keys().isdisjoint(units):
        return False
    order = [ORDER.index(kind) for kind in (*path.units, *units)]
    return order == sorted(order) or order == sorted(order, reverse=True) or "muc" in {*path.units, *units}


def _taken_apart(unit: Unit) -> dict[str, _Values]:
    """``Điều 8.2.đ`` is article 8, clause 2, point đ."""
    if unit.kind != "dotted":
        return {unit.kind: unit.values}
    pieces = unit.values[0][0].split(".")
    return {
        kind: ((point_token(piece), None),)
        for kind, piece in zip(("dieu", "khoan", "diem"), pieces, strict=False)
    }


# From paths to provisions


def _pinpoints(chain: list[_Path]) -> Iterator[Pinpoint]:
    if not chain or _only_counts(chain):
        return
    _inherit(chain)
    for relative, group in groupby(chain, key=lambda path: path.relative):
        paths = list(group)
        span = Span(paths[0].span.start, paths[-1].span.end)
        provisions, ranges = _named(paths)
        yield Pinpoint(span, provisions, ranges, relative)


def _only_counts(chain: list[_Path]) -> bool:
    """Whether the chain is no more than a point with a number, which may be a mark in an examination: ``điểm 9``."""
    return (
        len(chain) == 1
        and list(chain[0].units) == ["diem"]
        and all(value[:1].isdigit() for value, _ in chain[0].units["diem"])
    )


def _inherit(chain: list[_Path]) -> None:
    """Gives each path the outer units that it leaves to its neighbour: the one behind it, else the one before."""
    for path, after in zip(chain[-2::-1], chain[:0:-1], strict=True):
        _take_outer(path, after)
    for path, before in zip(chain[1:], chain, strict=False):
        outermost = path.outermost
        if outermost < ORDER.index("dieu") and before.outermost > outermost and before.relative is None:
            _take_outer(path, before)
            before.refined = path.joiner == "comma" and min(map(ORDER.index, before.units)) > outermost


def _take_outer(path: _Path, other: _Path) -> None:
    if path.relative:
        return
    limit = path.outermost
    for kind, values in other.units.items():
        if ORDER.index(kind) > limit and (ORDER.index(kind) <= ORDER.index("dieu") or kind == "phuluc"):
            path.units[kind] = values


def _named(paths: list[_Path]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    provisions: list[str] = []
    ranges: list[tuple[str, str]] = []
    for path in paths:
        if path.refined:
            continue
        for first, last in islice(_anchors(path.units), _MOST_ANCHORS):
            if last:
                ranges.append((first, last))
            elif path.joiner == "range" and provisions:
                ranges.append((provisions.pop(), first))
                path.joiner = "and"
            elif first:
                provisions.append(first)
    return tuple(dict.fromkeys(provisions)), tuple(ranges)


def _anchors(units: dict[str, _Values]) -> Iterator[tuple[str, str | None]]:
    inside = "dieu" in units
    outside = _OUTSIDE_ARTICLE | ({"muc"} if "chuong" in units else frozenset())
    kinds = [kind for kind in VIETNAMESE_LEVELS if units.get(kind) and not (inside and kind in outside)]
    for values in product(*(units[kind] for kind in kinds)):
        first = Anchor(tuple(Step(kind, value[0]) for kind, value in zip(kinds, values, strict=True)))
        ends = any(value[1] for value in values)
        last = Anchor(
            tuple(Step(kind, value[1] or value[0]) for kind, value in zip(kinds, values, strict=True))
        )
        yield first.format(), last.format() if ends else None
