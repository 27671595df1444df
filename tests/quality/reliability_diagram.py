"""The reliability diagram of a calibration, as SVG."""

from collections.abc import Sequence

from kb.evaluation.calibration import Bin

_SIDE = 300
_LEFT, _TOP = 50, 20
_LARGEST = 14.0


def diagram(bins: Sequence[Bin]) -> str:
    """What was said against what came of it; the area of a point grows with the hits it stands for, the diagonal is perfect."""
    most = max(one.hits for one in bins)
    points = "\n".join(_point(one, most) for one in bins)
    ticks = "\n".join(_tick(tenths / 10) for tenths in range(0, 11, 2))
    right, bottom = _LEFT + _SIDE, _TOP + _SIDE
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 20} {bottom + 50}" font-family="sans-serif" font-size="11">
<title>Scores of hits and the share of them that is relevant</title>
<rect width="100%" height="100%" fill="#fff"/>
<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>
<line x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{_TOP}" stroke="#bbb" stroke-dasharray="4 4"/>
{ticks}
{points}
<text x="{_LEFT + _SIDE / 2}" y="{bottom + 38}" text-anchor="middle">score</text>
<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">share that is relevant</text>
</svg>
"""


def _point(one: Bin, most: int) -> str:
    x, y = _LEFT + one.said * _SIDE, _TOP + (1 - one.found) * _SIDE
    radius = 3 + _LARGEST * (one.hits / most) ** 0.5
    said = f"{one.hits} hits: {one.said:.2f} said, {one.found:.2f} relevant"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f5f8b" fill-opacity=".6"><title>{said}</title></circle>'


def _tick(value: float) -> str:
    x, y = _LEFT + value * _SIDE, _TOP + (1 - value) * _SIDE
    return (
        f'<text x="{x:.0f}" y="{_TOP + _SIDE + 16}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{value:g}</text>'
    )
