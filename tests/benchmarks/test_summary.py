"""Medians, ranges and the table."""

import pytest

from tests.benchmarks.measurement import Measurement
from tests.benchmarks.summary import Latencies, Spread, table


def _measured(ours: float, theirs: float) -> Measurement:
    return Measurement("embedding", "tokens/s", ours, "torch", theirs)


def test_a_spread_is_the_middle_and_both_ends() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)
    assert Spread.of([4.0, 1.0]) == Spread(2.5, 1.0, 4.0)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([12_345.6], "12,346"),
        ([1.0, 1.5, 2.0], "1.50 (1.00 to 2.00)"),
        ([0.012345], "0.0123"),
        ([0.0, 0.0], "0"),
        ([99.96, 250.4], "175 (100.0 to 250)"),
    ],
)
def test_three_figures_are_shown(values: list[float], shown: str) -> None:
    assert str(Spread.of(values)) == shown


def test_latencies_are_quantiles_in_milliseconds() -> None:
    seconds = [number / 1_000 for number in range(100, -1, -1)]
    assert Latencies.of(seconds) == pytest.approx((50, 95, 99, 100))
    assert Latencies.of([0.002]) == pytest.approx((2, 2, 2, 2))
    assert Latencies.of([0.0, 0.001]).p50 == pytest.approx(0.5)


def test_the_ratio_is_taken_within_each_run() -> None:
    *_, row = table([[_measured(8, 2)], [_measured(3, 3)], [_measured(10, 5)]]).splitlines()
    assert (
        row
        == "| embedding | 8.00 (3.00 to 10.0) tokens/s | torch: 3.00 (2.00 to 5.00) tokens/s | 2.00 (1.00 to 4.00) |"
    )


def test_runs_that_measured_something_else_are_refused() -> None:
    other = Measurement("embedding", "tokens/s", 1, "onnx", 1)
    with pytest.raises(ValueError, match="unpack"):
        table([[_measured(1, 1)], [other]])
    with pytest.raises(ValueError, match="shorter"):
        table([[_measured(1, 1)], []])
