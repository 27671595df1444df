"""`vkb serve`: the HTTP API and the pages, in the foreground until a signal ends it."""

import secrets
import socket
from typing import Annotated

import typer

from api.announcement import Announcement, announced
from api.cli.options import Home
from api.cli.output import say
from api.connections import listen
from api.serving import serve_on
from api.settings import load_settings

_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def serve(
    home: Home = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (VKB_HOST).", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on; 0 picks a free one (VKB_PORT).", show_default="8000"),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="Processes that answer (VKB_WORKERS).", show_default="one a core, 4 at most"),
    ] = None,
) -> None:
    """Serve the search page and the HTTP API."""
    settings = load_settings(home=home, host=host, port=port, workers=workers)
    listener = listen(settings.host, settings.port)
    announcement = _announcement(listener)
    with listener, announced(settings.home, announcement):
        typer.echo(f"VKB answers at {_url(listener)} (Ctrl-C ends it)")
        serve_on(listener, settings, announcement.identity)
    say("vkb: stopped")


def _announcement(listener: socket.socket) -> Announcement:
    host, port = listener.getsockname()[:2]
    return Announcement(_ANY_ADDRESS.get(host, host), port, secrets.token_hex(16))


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
