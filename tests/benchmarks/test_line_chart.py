"""Charts: well formed, and every point inside the frame."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.line_chart import Axis, line_chart

_POSITIVE = st.floats(1e-3, 1e9)


@given(st.lists(st.tuples(_POSITIVE, _POSITIVE), min_size=1, max_size=20), st.booleans(), st.booleans())
def test_every_point_lies_in_the_frame(points: list[tuple[float, float]], wide: bool, high: bool) -> None:
    chart = line_chart(
        "a < b", Axis("n", logarithmic=wide), Axis("ms", logarithmic=high), {"p50 & more": points}
    )
    ElementTree.fromstring(chart)
    places = re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', chart)
    assert len(places) == len(points)
    assert all(70 <= float(x) <= 530 and 40 <= float(y) <= 300 for x, y in places)


def test_zero_is_drawn_on_a_linear_axis() -> None:
    chart = line_chart("none", Axis("n"), Axis("errors"), {"errors": [(0, 0), (1, 0)]})
    assert chart.count('cy="300.0"') == 2
