"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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

EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="bundled, hashing, or a sentence-transformers name or folder (VKB_ENCODER).",
        show_default="that of the index, else bundled",
    ),
]
