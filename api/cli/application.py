"""The commands put together, and the one boundary where errors become a line and an exit code.

Exit codes: 0 done; 1 an error, one line on stderr, or a draft with wrong citations; 2 wrong usage; 130 interrupted with Ctrl-C.
"""

import gc
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, ParamSpec

import typer

from api.cli.output import say, use_utf8
from corpus.errors import VkbError
from kb.unswept import unswept

INTERRUPTED = 130

_MODULES: Mapping[str, str] = {
    "index": "indexing",
    "search": "searching",
    "read": "reading",
    "parse": "reading",
    "show": "showing",
    "status": "showing",
    "cite": "citing",
    "check": "citing",
    "audit": "citing",
    "timeline": "citing",
    "remove": "indexing",
    "fetch": "fetching",
    "serve": "serving",
    "evaluate": "evaluating",
}
"""The module of `api.cli` that has the function of a command, in the order of the help."""

P = ParamSpec("P")


def _guarded(command: Callable[P, None]) -> Callable[P, None]:
    """The command, whose errors become one line and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            say("vkb: interrupted; what was reported done is kept")
            raise typer.Exit(INTERRUPTED) from None
        except (VkbError, OSError) as error:
            if isinstance(
                error, BrokenPipeError
            ):  # whoever read our output has gone, which is no error of ours
                raise
            say(f"vkb: {error}")
            raise typer.Exit(1) from error

    return run


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"vkb {version('vkb')}")
        raise typer.Exit


def _root(
    *,
    version_wanted: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and leave.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Options of `vkb` itself; what they do is done by their callbacks."""


def application(commands: Iterable[str] = _MODULES) -> typer.Typer:
    """The command line with some of its commands; only their modules are imported, since each needs other libraries."""
    app = typer.Typer(
        name="vkb",
        help="A knowledge base of Vietnamese and Korean law and policy with semantic search.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in commands:
        command = getattr(import_module(f"api.cli.{_MODULES[name]}"), name)
        app.command(name)(_guarded(command))
    return app


def main() -> None:
    """The entry point of the command `vkb`."""
    use_utf8()
    asked = [name for name in sys.argv[1:2] if name in _MODULES]
    with unswept():
        app = application(asked or _MODULES)
    try:
        app()
    finally:
        gc.freeze()  # what is left ends with the process: to look through it for garbage takes half a second after a search
