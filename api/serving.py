"""Runs the application on a listening socket: in this process, or in several that share mapped files and what was loaded.

Workers are forked: what the process that supervises them has loaded is in memory once, and a worker that replaces another finds it loaded.
"""

import ctypes
import gc
import logging
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from typing import Any

import uvicorn
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from api.connections import Line, Switchboard
from api.settings import Settings
from corpus.cores import cores
from corpus.errors import VkbError

_MOST_WORKERS = 4
_M_ARENA_MAX = -8
"""Of malloc.h."""
_NEW_OBJECTS = 20_000
"""How many more there must be before the collector looks for garbage among them: some searches' worth, instead of a tenth of one."""
_STOP_SECONDS = 10
_SOUND_SECONDS = 5.0
"""What fails sooner would fail again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What every worker serves.

    Attributes:
        settings: Where the knowledge base lies, and what requests may cost.
        identity: Of the server, see `api.announcement`.
        at_once: Searches at work at the same time in each worker.
    """

    settings: Settings
    identity: str
    at_once: int


def serve_on(listener: socket.socket, settings: Settings, identity: str) -> None:
    """Serve until a signal ends it.

    Raises:
        VkbError: The application cannot even start.
    """
    workers = settings.workers or min(cores(), _MOST_WORKERS)
    plan = Plan(settings, identity, at_once=-(-cores() // workers))
    _keep_one_heap()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    if workers == 1:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_config(plan)).run(sockets=[listener])
    else:
        _supervise(listener, plan, workers)


class _Worker(uvicorn.Server):
    """Takes connections from a line instead of accepting them."""

    def __init__(self, config: Config, line: Line) -> None:
        super().__init__(config)
        self._line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then open the line."""
        await super().startup(sockets=sockets)
        self._line.open(self._connection, self._end)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the line, then stop as uvicorn does."""
        self._line.close()
        await super().shutdown(sockets=sockets)

    def _connection(self) -> "_Connection":
        return _Connection(self._line, self.config, self.server_state, self.lifespan.state)

    def _end(self) -> None:
        self.should_exit = True


class _Connection(H11Protocol):
    """A connection whose end is told."""

    def __init__(self, line: Line, config: Config, server: ServerState, state: dict[str, Any]) -> None:
        super().__init__(config, server, state)
        self._line = line

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side, or this one, has hung up."""
        super().connection_lost(exc)
        self._line.ended()


def _config(plan: Plan) -> Config:
    """Of a server in this process, which is made ready for it."""
    from api.app import create_app  # noqa: PLC0415 -- a second of imports that a process which supervises does not need

    settings = plan.settings
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    # uvicorn stops gracefully at the first signal and raises it again afterwards: by then all is done, and both mean the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return Config(
        create_app(settings, plan.identity, plan.at_once),
        http=H11Protocol,
        log_level=settings.log_level,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )


def _keep_one_heap() -> None:
    """Let all threads allocate from one heap, where the C library is glibc (mallopt(3)); one for each leaves 50 MB of holes."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _supervise(listener: socket.socket, plan: Plan, count: int) -> None:
    """Keep so many workers running until a signal ends this process, and them with it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    switchboard, workers = Switchboard(listener), list[ForkProcess]()
    try:
        _preload(plan.settings)
        while True:
            workers += [_start(switchboard, plan) for _ in range(count - len(workers))]
            started = time.monotonic()
            switchboard.connect(until=[worker.sentinel for worker in workers])
            for ended in [worker for worker in workers if not worker.is_alive()]:
                _check(ended, time.monotonic() - started)
                workers.remove(ended)
    except KeyboardInterrupt:
        pass
    finally:
        switchboard.close()
        _stop(workers)


def _preload(settings: Settings) -> None:
    """Load what the workers share; what cannot be loaded is left to them, who tell why.

    The collector of garbage leaves all of it alone from here on: it would write into each object it looks at, and so copy its page.
    """
    import_module("api.app")
    from indexer.preloading import preload  # noqa: PLC0415 -- after the import above, nothing is imported again

    with suppress(VkbError):
        preload(settings.home)
    gc.freeze()


def _check(ended: ForkProcess, seconds: float) -> None:
    """Tell why a worker ended. Raises VkbError when the one that takes its place would end as well."""
    if (ended.exitcode or 0) > 0 and seconds < _SOUND_SECONDS:
        raise VkbError(
            f"a worker of the server cannot start (exit code {ended.exitcode}): what it wrote above says why"
        )
    _log.error("worker %s ended (exit code %s) and is replaced", ended.pid, ended.exitcode)


def _start(switchboard: Switchboard, plan: Plan) -> ForkProcess:
    with closing(switchboard.line()) as line:
        worker = get_context("fork").Process(target=_work, args=(switchboard, line, plan))
        worker.start()
    return worker


def _work(switchboard: Switchboard, line: Line, plan: Plan) -> None:
    """Serve in this process, a forked one, until a signal ends it or the one that forked it is gone."""
    switchboard.close()
    with suppress(KeyboardInterrupt):
        _Worker(_config(plan), line).run(sockets=[])


def _stop(workers: Sequence[ForkProcess]) -> None:
    """End them gracefully, and those that do not end in time in any way."""
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(_STOP_SECONDS + 1)
        worker.kill()
