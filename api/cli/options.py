"""Options that several commands share."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import InvalidQueryError

Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        file_okay=False,
        help="Folder of the knowledge base (VKB_HOME).",
        show_default="~/.local/share/vkb",
    ),
]

Json = Annotated[bool, typer.Option("--json", help="Print JSON, the same as the HTTP API answers.")]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Day whose law counts, as 2026-07-01.", show_default="today"
    ),
]

EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="bundled, hashing, or a sentence-transformers name or folder (VKB_ENCODER).",
        show_default="that of the index, else bundled",
    ),
]


def check_identifiers(identifiers: Iterable[str]) -> None:
    """Refuse arguments whose bytes are no UTF-8; Python hands them over as lone surrogates, which no index can hold.

    Raises:
        InvalidQueryError: One of them is no Unicode text.
    """
    for identifier in identifiers:
        if any("\ud800" <= letter <= "\udfff" for letter in identifier):
            raise InvalidQueryError(f"{identifier!r} is not UTF-8: copy the id as `vkb status` prints it")
