"""Line charts as SVG."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 460, 260
_LEFT, _TOP = 70, 40
_COLOURS = ("#1f5f8b", "#c0562b", "#3c8a4f", "#7a4fa0", "#8a7a1f")
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a chart.

    Attributes:
        label: What it counts, with the unit.
        logarithmic: Whether equal distances are equal ratios; only positive values then.
    """

    label: str
    logarithmic: bool = False

    def scale(self, values: Sequence[float]) -> tuple[Callable[[float], float], list[float]]:
        """A function from a value to its place between 0 and 1, and the values to mark; 0 is marked on a linear axis."""
        if self.logarithmic:
            low = math.floor(math.log10(min(values)))
            high = max(low + 1, math.ceil(math.log10(max(values))))
            ticks = [10.0**power for power in range(low, high + 1)]
            return lambda value: (math.log10(value) - low) / (high - low), ticks
        step = _round_step(max(values) / _STEPS)
        ticks = [step * number for number in range(math.ceil(max(values) / step) + 1)]
        return lambda value: value / (ticks[-1] or 1.0), ticks


def line_chart(title: str, across: Axis, up: Axis, lines: Mapping[str, Points]) -> str:
    """A chart with a line for each name; every line has a point or more."""
    place_x, marks_x = across.scale([x for points in lines.values() for x, _ in points])
    place_y, marks_y = up.scale([y for points in lines.values() for _, y in points])

    def x(value: float) -> float:
        return _LEFT + place_x(value) * _WIDTH

    def y(value: float) -> float:
        return _TOP + (1 - place_y(value)) * _HEIGHT

    drawn = [
        _line(name, [(x(a), y(b)) for a, b in points], place)
        for place, (name, points) in enumerate(lines.items())
    ]
    ticks = [_tick_below(x(value), value) for value in marks_x] + [
        _tick_beside(y(value), value) for value in marks_y
    ]
    return _framed(title, across.label, up.label, "\n".join([*ticks, *drawn]))


def _framed(title: str, across: str, up: str, parts: str) -> str:
    right, bottom = _LEFT + _WIDTH, _TOP + _HEIGHT
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 20} {bottom + 50}" font-family="sans-serif" font-size="11">
<title>{escape(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="{_LEFT}" y="16" font-size="13">{escape(title)}</text>
<rect x="{_LEFT}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>
{parts}
<text x="{_LEFT + _WIDTH / 2}" y="{bottom + 38}" text-anchor="middle">{escape(across)}</text>
<text transform="translate(14 {_TOP + _HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>
</svg>
"""


def _line(name: str, points: Points, place: int) -> str:
    colour = _COLOURS[place % len(_COLOURS)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points)
    legend = f'<text x="{_LEFT + 8 + 120 * place}" y="{_TOP - 8}" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>{dots}{legend}'


def _tick_below(x: float, value: float) -> str:
    return f'<text x="{x:.0f}" y="{_TOP + _HEIGHT + 16}" text-anchor="middle">{_short(value)}</text>'


def _tick_beside(y: float, value: float) -> str:
    line = f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_LEFT + _WIDTH}" y2="{y:.1f}" stroke="#eee"/>'
    return f'{line}<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{_short(value)}</text>'


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that is not less."""
    power = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * (1 - 1e-9))


def _short(value: float) -> str:
    for unit, letter in ((1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"
