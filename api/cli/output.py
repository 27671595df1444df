"""How the command line writes: results to stdout, everything else to stderr, wrapped only for a terminal."""

import io
import sys
from collections.abc import Iterable

from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from api.excerpt import Piece

FOUND = "bold yellow"
SOFT = "dim"
HEAD = "bold"


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says; a file name that is no Unicode shows its bytes instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def results() -> Console:
    """The console of what was asked for."""
    return Console(highlight=False, markup=False, emoji=False)


def notices() -> Console:
    """The console of progress, notes and errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def write_json(document: BaseModel) -> None:
    """The document on stdout, indented, letters as they are."""
    sys.stdout.write(document.model_dump_json(indent=2) + "\n")


def write(console: Console, text: Text | str, indent: int = 0) -> None:
    """A paragraph, every line of it indented.

    A terminal gets lines of its width (Korean letters are two cells wide); a pipe gets one line, so that nothing cuts a word
    that a program looks for.
    """
    paragraph = Text(text) if isinstance(text, str) else text
    width = max(console.width - indent, 20)
    lines = paragraph.wrap(console, width) if console.is_terminal else paragraph.split("\n", allow_blank=True)
    for line in lines:
        console.print(Text(" " * indent) + line if line else "", soft_wrap=True)


def say(message: str) -> None:
    """One line on stderr, never wrapped."""
    notices().print(" ".join(message.split()), soft_wrap=True)


def marked(pieces: Iterable[Piece]) -> Text:
    """Text with the found words set off."""
    return Text.assemble(*((piece.text, FOUND if piece.marked else "") for piece in pieces))
