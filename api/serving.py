"""Runs the application on a listening socket: in this process, or in several that share the socket and the mapped files."""

import logging
import os
import signal
import socket
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.config import Config
from uvicorn.supervisors import Multiprocess

from api.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

_HEALTH_SECONDS = 60
"""A worker that gives no sign of life for so long is replaced; while it loads models, one is silent for seconds."""
_STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class _Application:
    """Makes the application, in whichever process calls it; cheap to send to another one."""

    settings: Settings
    identity: str
    at_once: int

    def __call__(self) -> "FastAPI":
        from api.app import create_app  # noqa: PLC0415 -- a second of imports, which a process that only supervises does not need

        logging.basicConfig(
            level=self.settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
        )
        _end_with_parent()
        return create_app(self.settings, self.identity, self.at_once)


def serve_on(listener: socket.socket, settings: Settings, identity: str) -> None:
    """Serve until a signal ends it; a worker that dies is replaced by another."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = settings.workers or min(cores, 4)
    config = Config(
        _Application(settings, identity, at_once=-(-cores // workers)),
        factory=True,
        workers=workers,
        log_level=settings.log_level,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        timeout_worker_healthcheck=_HEALTH_SECONDS,
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()


def _end_with_parent() -> None:
    """End this process gracefully when the one that supervises it has gone without a word."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
