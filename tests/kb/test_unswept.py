"""Collection waits for a block, and is as it was behind it."""

import gc

import pytest

from kb.unswept import unswept


def test_collection_waits_and_comes_back() -> None:
    with pytest.raises(KeyError), unswept():
        with unswept():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
