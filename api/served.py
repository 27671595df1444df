"""Asking the server of a knowledge base in place of opening it: what takes seconds was done when the server started."""

import json
from collections.abc import Mapping
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TypeVar

from api.announcement import IDENTITY_HEADER, find_server
from api.schemas.base import Schema
from api.settings import Settings
from corpus.errors import QueryError

_SECONDS = 60.0

Answer = TypeVar("Answer", bound=Schema)


def ask_server(settings: Settings, path: str, request: Schema, answer: type[Answer]) -> Answer | None:
    """The answer of the server of this knowledge base; None when none runs or it cannot answer now.

    Args:
        settings: Where the knowledge base lies. With an encoder named nobody is asked: whether it is the right one is seen on opening.
        path: An operation that takes JSON, e.g. `/v1/search`.
        request: Its body.
        answer: The schema of its answer.

    Raises:
        QueryError: The server refused the question; the same sentence as without a server.
    """
    server = None if settings.encoder else find_server(settings.home)
    if server is None:
        return None
    with closing(HTTPConnection(server.host, server.port, timeout=_SECONDS)) as connection:
        try:
            body = request.model_dump_json(exclude_unset=True).encode()
            connection.request("POST", path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            status, headers, content = response.status, response.headers, response.read()
        except (OSError, HTTPException):
            return None
    if headers.get(IDENTITY_HEADER) != server.identity:
        return None
    if status == HTTPStatus.OK:
        return answer.model_validate_json(content)
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        problem: Mapping[str, str] = json.loads(content)
        raise QueryError(problem["detail"])
    return None
