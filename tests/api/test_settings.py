"""Settings come from the environment, are overridden by options, and are refused with a sentence."""

from pathlib import Path

import pytest

from api.settings import load_settings
from corpus.errors import SettingsError


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "CACHE", "ENCODER", "HOST", "PORT", "LOG_LEVEL", "REQUEST_BYTES"):
        monkeypatch.delenv(f"VKB_{name}", raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_defaults_are_local_and_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/an")
    settings = load_settings()
    assert settings.home == Path("/home/an/.local/share/vkb")
    assert settings.cache == Path("/home/an/.cache/vkb")
    assert (settings.host, settings.port, settings.encoder) == ("127.0.0.1", 8000, None)


def test_base_folders_of_the_desktop_are_used_when_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/an")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    settings = load_settings()
    assert (settings.home, settings.cache) == (Path("/data/vkb"), Path("/home/an/.cache/vkb"))


def test_environment_then_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VKB_PORT", "9000")
    monkeypatch.setenv("VKB_HOME", "~/kb")
    monkeypatch.setenv("HOME", "/home/an")
    assert load_settings().port == 9000
    assert load_settings(port=1, home=None).port == 1
    assert load_settings(home=None).home == Path("/home/an/kb")


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VKB_PORT", "")
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("VKB_PORT", "99999", "65535"),
        ("VKB_PORT", "eight", "integer"),
        ("VKB_RECALL", "1.2", "less than or equal to 1"),
        ("VKB_LOG_LEVEL", "loud", "'debug'"),
        ("VKB_REQUEST_BYTES", "10", "1024"),
    ],
)
def test_a_wrong_variable_is_named_with_value_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    message = str(raised.value)
    assert message.startswith(f"{variable} is '{value}'")
    assert allowed in message


def test_a_wrong_option_is_named_as_option() -> None:
    with pytest.raises(SettingsError, match=r"^--port is -1 "):
        load_settings(port=-1)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1
