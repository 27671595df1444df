from pathlib import Path

import pytest

from indexer.encoders.bundled import BundledEncoder


@pytest.fixture(scope="session")
def model_cache(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Converted models are kept in pytest's own cache between runs: the user's cache is not touched."""
    cache = request.config.cache
    return cache.mkdir("models") if cache else tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def bundled(model_cache: Path) -> BundledEncoder:
    return BundledEncoder(model_cache, threads=2)
