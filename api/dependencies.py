"""What routes are given: the open knowledge base, and a turn, declared once so that a route names them."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from api.library import Library
from api.turns import Turns
from kb.knowledge_base import KnowledgeBase


async def library_of(request: Request) -> Library:
    """The library that the application was made with."""
    library: Library = request.app.state.library
    return library


LibraryOfServer = Annotated[Library, Depends(library_of)]


async def base_of(library: LibraryOfServer) -> KnowledgeBase:
    """The open knowledge base. Raises VkbError when it cannot be opened."""
    return await run_in_threadpool(library.base)


OpenBase = Annotated[KnowledgeBase, Depends(base_of)]


async def _turn_of(request: Request) -> AsyncIterator[None]:
    turns: Turns = request.app.state.turns
    async with turns.turn():
        yield


InTurn = Depends(_turn_of, scope="function")
"""Held by a route that searches, until it has its answer."""
