"""What holds for every response and request: headers that keep pages safe, and a limit on what is sent to us."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS: Mapping[str, str] = {
    # Everything a page needs comes from this server, and no page runs a script.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ResponseHeaders:
    """Adds headers to every response."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_more if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a request body over the limit with 413, as soon as its length is announced or exceeded."""

    def __init__(self, app: ASGIApp, limit: int, drafts: int) -> None:
        """Args: limit in bytes; drafts in bytes, for what is sent to be checked."""
        self._app = app
        self._limit = limit
        self._drafts = drafts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, which meets the refusal when it reads the body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._drafts if scope["path"].startswith("/v1/check") else self._limit
        announced = Headers(scope=scope).get("content-length", "")
        too_long = announced.isdecimal() and int(announced) > limit
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if too_long or received > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_limited, send)
