"""Collection waits for a block, and is as it was behind it."""

import gc

import pytest

from kb.unswept import unswept


def test_collection_waits_and_comes_back() -> None:
    with unswept():
        with unswept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_comes_back_after_an_error() -> None:
    with pytest.raises(KeyError), unswept():
        raise KeyError
    assert gc.isenabled()
