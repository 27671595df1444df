"""`vkb fetch`: texts of Korean law from law.go.kr into a folder."""

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli.output import HEAD, results, say, write
from api.settings import load_settings
from corpus.errors import FetchError, SettingsError
from corpus.sources.lawgokr.client import Client, Target


def fetch(
    query: Annotated[str, typer.Argument(metavar="TITLE", help="Title of a law, or a part of one.")],
    folder: Annotated[
        Path,
        typer.Option("--to", metavar="DIR", file_okay=False, help="Folder for the files; made if missing."),
    ],
    target: Annotated[
        str, typer.Option("--target", help="law, admrul (administrative rules) or ordin (local rules).")
    ] = "law",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="Texts at most.")] = 20,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Every version of the laws, not only the present one.")
    ] = False,
) -> None:
    """Save laws from law.go.kr as files; then `vkb index DIR` takes them in.

    Needs a key of the Open API (open.law.go.kr) in VKB_LAWGOKR_KEY.
    """
    client = _client()
    folder.mkdir(parents=True, exist_ok=True)
    saved, failed = 0, 0
    for listed in islice(client.find(query, _target(target, history=history)), limit):
        try:
            path = client.save(listed, folder)
        except FetchError as error:
            failed += 1
            say(f"vkb: {error}")
            continue
        saved += 1
        write(results(), Text(f"{path}  {listed.name}  {listed.in_force}"))
    write(results(), Text(f"{saved:,} saved, {failed:,} failed", style=HEAD))
    if not saved:
        say(f"vkb: law.go.kr lists no text for {query}: check the title and --target")
        raise typer.Exit(1)


def _client() -> Client:
    settings = load_settings()
    if settings.lawgokr_key is None:
        raise SettingsError(
            "VKB_LAWGOKR_KEY is not set: register at open.law.go.kr and set it to your id (OC)"
        )
    return Client(settings.lawgokr_key.get_secret_value(), settings.lawgokr_address)


def _target(name: str, *, history: bool) -> Target:
    targets: dict[str, Target] = {"law": "eflaw" if history else "law", "admrul": "admrul", "ordin": "ordin"}
    if name not in targets:
        raise SettingsError(f"--target is {name!r}: use law, admrul or ordin")
    return targets[name]
