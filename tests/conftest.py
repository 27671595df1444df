"""What all tests share: what is missing on this machine skips a test with a reason, and fails it in CI."""

import os
import shutil
from collections.abc import Callable

import pytest
from hypothesis import settings

# A busy machine is no fault of the code.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

Require = Callable[[bool, str], None]


@pytest.fixture(scope="session")
def require() -> Require:
    """Call with (is it there, what to install): skips in a user's checkout, fails in CI where it must be there."""

    def check(present: bool, install: str) -> None:
        if present:
            return
        if os.environ.get("CI"):
            pytest.fail(f"CI must have it: {install}")
        pytest.skip(install)

    return check


@pytest.fixture(scope="session")
def require_program(require: Require) -> Callable[[str, str], str]:
    """Call with (program, Debian package); gives the program's path."""

    def find(program: str, package: str) -> str:
        path = shutil.which(program)
        require(path is not None, f"needs {program}: apt-get install {package}")
        return path or program

    return find
