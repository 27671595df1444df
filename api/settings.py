"""Settings of every entry point: read once from the environment (prefix `VKB_`) and the command line, then passed down."""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError
from corpus.sources.lawgokr import ADDRESS

LogLevel = Literal["critical", "error", "warning", "info", "debug"]


def _base_folder(variable: str, fallback: str) -> Path:
    """A base folder of the XDG specification: the variable when it holds an absolute path, else the fallback below home."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / fallback


def _default_home() -> Path:
    return _base_folder("XDG_DATA_HOME", ".local/share") / "vkb"


def _default_cache() -> Path:
    return _base_folder("XDG_CACHE_HOME", ".cache") / "vkb"


class Settings(BaseSettings):
    """What can be set. Each field is the variable `VKB_` + its name in capitals; values are checked, never guessed."""

    model_config = SettingsConfigDict(env_prefix="VKB_", frozen=True, extra="forbid", env_ignore_empty=True)

    home: Annotated[Path, Field(description="folder of the knowledge base")] = Field(
        default_factory=_default_home
    )
    cache: Annotated[Path, Field(description="folder for converted models and evaluation indexes")] = Field(
        default_factory=_default_cache
    )
    encoder: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=512,
            description="`bundled`, `hashing`, or a sentence-transformers name or folder; "
            "unset: the one the index was built with",
        ),
    ] = None
    recall: Annotated[
        float | None,
        Field(
            gt=0,
            le=1,
            description="share of the best passages that a search by meaning finds in a large index, 1 for all; "
            "unset: what the index was built for, .99 for a new one",
        ),
    ] = None
    host: Annotated[str, Field(min_length=1, max_length=253, description="address the server listens on")] = (
        "127.0.0.1"
    )
    port: Annotated[
        int, Field(ge=0, le=65535, description="port the server listens on; 0 picks a free one")
    ] = 8000
    workers: Annotated[
        int | None,
        Field(ge=1, le=64, description="processes of the server; unset: one a core, at most 4"),
    ] = None
    log_level: Annotated[LogLevel, Field(description="least severe message that is logged")] = "warning"
    lawgokr_key: Annotated[
        SecretStr | None, Field(description="your id (OC) for the Open API of law.go.kr; for `vkb fetch`")
    ] = None
    lawgokr_address: Annotated[str, Field(min_length=8, description="address of that API")] = ADDRESS
    request_bytes: Annotated[
        int, Field(ge=1_024, le=104_857_600, description="largest body of a request, in bytes")
    ] = 65_536
    draft_bytes: Annotated[
        int, Field(ge=1_024, le=104_857_600, description="largest draft sent to be checked, in bytes")
    ] = 20_971_520

    @field_validator("home", "cache")
    @classmethod
    def _expanded(cls, path: Path) -> Path:
        """`~` means the user's home folder also where no shell has replaced it."""
        return path.expanduser()


def load_settings(**options: object) -> Settings:
    """Settings from the environment, overridden by the options that are not None.

    Raises:
        SettingsError: naming the variable, its value and what is allowed.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        # Values of any type come from the command line; pydantic checks them as it checks the environment's.
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_explain(error, given)) from error


def _explain(error: ValidationError, given: dict[str, object]) -> str:
    problem = error.errors()[0]
    name = str(problem["loc"][0])
    where = f"--{name.replace('_', '-')}" if name in given else f"VKB_{name.upper()}"
    field = Settings.model_fields.get(name)
    meaning = f" ({field.description})" if field and field.description else ""
    allowed = problem["msg"].removeprefix("Input ").removeprefix("Value error, ")
    return f"{where} is {problem['input']!r}{meaning}: it {allowed}"
