"""What routes are given: the open knowledge base, declared once so that a route names it as a type."""

from typing import Annotated

from fastapi import Depends, Request

from api.library import Library
from kb.knowledge_base import KnowledgeBase


def library_of(request: Request) -> Library:
    """The library that the application was made with."""
    library: Library = request.app.state.library
    return library


LibraryOfServer = Annotated[Library, Depends(library_of)]


def base_of(library: LibraryOfServer) -> KnowledgeBase:
    """The open knowledge base. Raises VkbError when it cannot be opened."""
    return library.base()


OpenBase = Annotated[KnowledgeBase, Depends(base_of)]
