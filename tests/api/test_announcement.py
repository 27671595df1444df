"""How a server is found: only while it lives, in the same version, and never another one's word for its own."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from api.announcement import IDENTITY_HEADER, Announcement, announced, find_server
from api.schemas import SearchRequest, SearchResponse
from api.served import ask_server
from api.settings import Settings
from corpus.errors import QueryError

ONE = Announcement("127.0.0.1", 1, "one")
REQUEST = SearchRequest(query="đô thị")


def test_it_is_found_while_it_lives(tmp_path: Path) -> None:
    assert find_server(tmp_path) is None
    with announced(tmp_path, ONE):
        assert find_server(tmp_path) == ONE
    assert find_server(tmp_path) is None


def test_the_first_of_two_stays_announced(tmp_path: Path) -> None:
    with announced(tmp_path, ONE), announced(tmp_path, Announcement("127.0.0.1", 2, "two")):
        assert find_server(tmp_path) == ONE


def test_a_server_that_comes_before_its_index_is_found(tmp_path: Path) -> None:
    with announced(tmp_path / "a" / "home", ONE):
        assert find_server(tmp_path / "a" / "home") == ONE


def test_a_home_that_cannot_be_written_is_served_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with announced(tmp_path / "file" / "home", ONE):
        assert find_server(tmp_path / "file" / "home") is None


def test_another_version_is_not_asked(tmp_path: Path) -> None:
    with announced(tmp_path, Announcement("127.0.0.1", 1, "one", version="0.0.0")):
        assert find_server(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"host": 1}'])
def test_a_damaged_file_is_no_server(tmp_path: Path, content: str) -> None:
    with announced(tmp_path, ONE):
        (tmp_path / "server.json").write_text(content, encoding="utf-8")
        assert find_server(tmp_path) is None


@contextmanager
def _answering(status: int, identity: str, body: str) -> Iterator[int]:
    """A server that gives every question the same answer; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header(IDENTITY_HEADER, identity)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_request(self, *args: object) -> None:
            """Say nothing."""

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(("status", "identity"), [(200, "other"), (503, "one"), (500, "one")])
def test_an_answer_that_is_none_is_not_taken(tmp_path: Path, status: int, identity: str) -> None:
    with (
        _answering(status, identity, "{}") as port,
        announced(tmp_path, Announcement("127.0.0.1", port, "one")),
    ):
        assert ask_server(Settings(home=tmp_path), "/v1/search", REQUEST, SearchResponse) is None


def test_nobody_listening_is_no_answer(tmp_path: Path) -> None:
    with announced(tmp_path, ONE):
        assert ask_server(Settings(home=tmp_path), "/v1/search", REQUEST, SearchResponse) is None


def test_nobody_is_asked_when_an_encoder_is_named(tmp_path: Path) -> None:
    with _answering(200, "one", "{}") as port, announced(tmp_path, Announcement("127.0.0.1", port, "one")):
        settings = Settings(home=tmp_path, encoder="hashing")
        assert ask_server(settings, "/v1/search", REQUEST, SearchResponse) is None


def test_a_refusal_is_the_same_sentence(tmp_path: Path) -> None:
    problem = json.dumps({"detail": "the query is empty"})
    with (
        _answering(422, "one", problem) as port,
        announced(tmp_path, Announcement("127.0.0.1", port, "one")),
        pytest.raises(QueryError, match=r"^the query is empty$"),
    ):
        ask_server(Settings(home=tmp_path), "/v1/search", REQUEST, SearchResponse)
