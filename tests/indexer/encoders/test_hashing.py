import unicodedata

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoders.hashing import HashingEncoder

ENCODER = HashingEncoder()


def test_same_text_gives_the_same_row_whatever_stands_beside_it() -> None:
    alone = ENCODER.encode_passages(["nhà ở xã hội"])
    beside = ENCODER.encode_queries(["개인정보", "nhà ở xã hội", ""])
    np.testing.assert_array_equal(alone[0], beside[1])


def test_golden_components_do_not_drift() -> None:
    # `<a>` counts twice (word and n-gram), `<a` and `a>` once: square roots, signed, divided by the norm 2.
    row = ENCODER.encode_passages(["a"])[0]
    found = {int(index): float(row[index]) for index in np.flatnonzero(row)}
    assert found == {171: np.float32(-(0.5**0.5)), 178: 0.5, 206: -0.5}


def test_shared_spelling_is_nearer_than_none() -> None:
    query, near, far = ENCODER.encode_passages(["스마트도시", "스마트도시의 조성", "đất đai"])
    assert query @ near > 0.5 > query @ far


def test_no_text_gives_no_rows() -> None:
    assert ENCODER.encode_passages([]).shape == (0, 256)


def test_count_tokens_counts_pieces_of_four_letters_and_marks() -> None:
    assert ENCODER.count_tokens(["", "Điều 12.", "sustainable"]) == [0, 3, 3]


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_a_unit_row_that_normal_forms_share(text: str) -> None:
    rows = ENCODER.encode_passages([unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, rtol=1e-5)
    np.testing.assert_array_equal(rows[0], rows[1])
