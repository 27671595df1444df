"""Turns: a bounded number of searches at work in a process, the others wait in the order they came.

More at once than cores gain nothing: they share one interpreter lock, and all of them become late together.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.exceptions import HTTPException

_PATIENCE = 10.0
"""Seconds of work that may be waiting; whoever comes then is better served elsewhere or later."""
_FIRST_GUESS = 0.05
_NEWEST = 0.1
"""Weight of the newest search in the running mean of their seconds."""


class Turns:
    """Gives out turns on one event loop, first come, first served."""

    def __init__(self, at_once: int) -> None:
        """Args: at_once is how many may be at work at the same time."""
        self._at_once = at_once
        self._free = asyncio.Semaphore(at_once)
        self._waiting = 0
        self._seconds = _FIRST_GUESS

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and hold it during the block.

        Raises:
            HTTPException: 503 with Retry-After, at once, when those who wait already are some seconds of work.
        """
        self._refuse_when_full()
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        began = time.perf_counter()
        try:
            yield
        finally:
            self._free.release()
            self._seconds += _NEWEST * (time.perf_counter() - began - self._seconds)

    def _refuse_when_full(self) -> None:
        ahead = self._waiting * self._seconds / self._at_once
        if ahead > _PATIENCE:
            raise HTTPException(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"{self._waiting} searches are waiting, about {ahead:.0f} seconds of work: try again later",
                {"Retry-After": str(math.ceil(ahead))},
            )
