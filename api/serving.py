"""Runs the application on a listening socket: in this process, or in several that share the socket, mapped files and what was loaded.

Workers are forked: what the process that supervises them has loaded is in memory once, and a worker that replaces another finds it loaded.
"""

import ctypes
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Thread

import uvicorn
from uvicorn.config import Config

from api.settings import Settings
from corpus.cores import cores
from corpus.errors import VkbError

_MOST_WORKERS = 4
_WAITING_CONNECTIONS = 2048
_M_ARENA_MAX = -8
"""Of malloc.h."""
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
    if workers == 1:
        _work(listener, plan)
    else:
        _supervise(listener, plan, workers)


class _Server(uvicorn.Server):
    """Takes one connection at a time, so that those that come together are spread over the workers that wait for them."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, which lets as many connections wait as it takes at a time; then let more of them wait."""
        await super().startup(sockets=sockets)
        for listener in sockets or ():
            listener.listen(_WAITING_CONNECTIONS)


def _work(listener: socket.socket, plan: Plan) -> None:
    """Serve in this process until a signal ends it."""
    from api.app import create_app  # noqa: PLC0415 -- a second of imports that a process which supervises does not need

    settings = plan.settings
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    # uvicorn stops gracefully at the first signal and raises it again afterwards: by then all is done, and both mean the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _end_with_parent()
    config = Config(
        create_app(settings, plan.identity, plan.at_once),
        backlog=1,
        log_level=settings.log_level,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listener])


def _keep_one_heap() -> None:
    """Let all threads allocate from one heap, where the C library is glibc (mallopt(3)); one for each leaves 50 MB of holes."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _supervise(listener: socket.socket, plan: Plan, count: int) -> None:
    """Keep so many workers running until a signal ends this process, and them with it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    workers: list[ForkProcess] = []
    try:
        _preload(plan.settings)
        while True:
            workers += [_start(listener, plan) for _ in range(count - len(workers))]
            started = time.monotonic()
            wait([worker.sentinel for worker in workers])
            for ended in [worker for worker in workers if not worker.is_alive()]:
                _check(ended, time.monotonic() - started)
                workers.remove(ended)
    except KeyboardInterrupt:
        pass
    finally:
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


def _start(listener: socket.socket, plan: Plan) -> ForkProcess:
    worker = get_context("fork").Process(target=_work, args=(listener, plan))
    worker.start()
    return worker


def _stop(workers: Sequence[ForkProcess]) -> None:
    """End them gracefully, and those that do not end in time in any way."""
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(_STOP_SECONDS + 1)
        worker.kill()


def _end_with_parent() -> None:
    """End this worker gracefully when the process that supervises it has gone without a word.

    Workers that were forked later hold the pipes of this one as well: they end first, and the last of them begins.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
