"""`vkb serve`: the HTTP API and the pages, in the foreground until a signal ends it."""

import logging
import signal
import socket
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
from uvicorn.config import Config

from api.app import create_app
from api.cli.options import Home
from api.cli.output import say
from api.settings import Settings, load_settings
from corpus.errors import SettingsError


class _AnnouncingServer(uvicorn.Server):
    """Prints where it can be reached as soon as it can."""

    def __init__(self, config: Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            typer.echo(f"VKB answers at {self._url} (Ctrl-C ends it)")


def serve(
    home: Home = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (VKB_HOST).", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on; 0 picks a free one (VKB_PORT).", show_default="8000"),
    ] = None,
) -> None:
    """Serve the search page and the HTTP API."""
    settings = load_settings(home=home, host=host, port=port)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    listener = _listen(settings)
    # uvicorn stops gracefully at the first signal and raises it again afterwards: by then all is done, and both mean the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listener, suppress(KeyboardInterrupt):
        _server(settings, listener).run(sockets=[listener])
    say("vkb: stopped")


def _server(settings: Settings, listener: socket.socket) -> _AnnouncingServer:
    config = Config(
        create_app(settings),
        log_level=settings.log_level,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    return _AnnouncingServer(config, _url(listener))


def _listen(settings: Settings) -> socket.socket:
    """A bound socket. Raises SettingsError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port} ({error.strerror}): "
            "give another --host or --port, or --port 0 for a free one"
        ) from error


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
