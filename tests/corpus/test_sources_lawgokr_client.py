"""The client of law.go.kr, against a server on this machine that answers as the service does."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.errors import FetchError
from corpus.sources.lawgokr.client import Client, Listed

KEY = "secret-key-1"
Asked = dict[str, str]
Answer = tuple[int, str]
Serve = Callable[[Callable[[str, Asked], Answer]], tuple[Client, list[Asked]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Call with what the service answers to a path and its parameters; gives a client of it and what was asked."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str, Asked], Answer]) -> tuple[Client, list[Asked]]:
        asked: list[Asked] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                asked.append({name: values[0] for name, values in parse_qs(parts.query).items()})
                status, body = answer(parts.path, asked[-1])
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/DRF"
        return Client(KEY, address, seconds=5, tries=3, pause=0.01), asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def row(serial: int, day: str = "20200227") -> str:
    link = f"<법령상세링크>/DRF/lawService.do?OC={KEY}&amp;MST={serial}</법령상세링크>"
    return (f"<law><법령일련번호>{serial}</법령일련번호><법령명한글>시험도시법</법령명한글><법령ID>010719</법령ID>"
            f"<시행일자>{day}</시행일자>{link}</law>")  # fmt: skip


def listing(total: int, *rows: str) -> Answer:
    return 200, f"<LawSearch><totalCnt>{total}</totalCnt>{''.join(rows)}</LawSearch>"


BODY = (
    "<?xml version='1.0' encoding='UTF-8'?><법령><기본정보><법령ID>010719</법령ID><법령명_한글>시험도시법</법령명_한글></기본정보>"
    f"<조문><조문단위><조문번호>1</조문번호><조문내용>제1조(목적) 시험 http://x/?OC={KEY}&amp;y=1</조문내용></조문단위></조문></법령>"
)
LISTED = Listed("law", "7", "010719", "시험도시법", "20200227")


def test_every_page_of_a_list_is_read(serve: Serve) -> None:
    def answer(path: str, asked: Asked) -> Answer:
        first = 100 * (int(asked["page"]) - 1)
        return listing(150, *(row(number) for number in range(first, min(first + 100, 150))))

    client, asked = serve(answer)
    assert [found.serial for found in client.find("시험")] == [str(number) for number in range(150)]
    assert [(one["page"], one["OC"], one["query"], one["type"]) for one in asked] == [
        ("1", KEY, "시험", "XML"), ("2", KEY, "시험", "XML"),
    ]  # fmt: skip


def test_a_text_is_saved_by_its_serial_number_and_without_the_key(serve: Serve, tmp_path: Path) -> None:
    client, asked = serve(lambda path, asked: (200, BODY))
    path = client.save(LISTED, tmp_path)
    assert path.name == "law-010719-20200227-7.xml"
    assert KEY not in path.read_text(encoding="utf-8")
    assert (asked[0]["target"], asked[0]["MST"]) == ("law", "7")
    assert "ID" not in asked[0]


def test_a_version_is_pinned_by_its_day_too(serve: Serve, tmp_path: Path) -> None:
    client, asked = serve(lambda path, asked: (200, BODY))
    client.save(Listed("eflaw", "7", "010719", "시험도시법", "20200227"), tmp_path)
    client.save(Listed("admrul", "21", "", "시험 고시", ""), tmp_path)
    assert [(one.get("MST"), one.get("efYd"), one.get("ID")) for one in asked] == [
        ("7", "20200227", None),
        (None, None, "21"),
    ]


def test_a_busy_service_is_asked_again(serve: Serve) -> None:
    answers = iter([(503, ""), (500, ""), listing(1, row(7))])
    client, asked = serve(lambda path, asked: next(answers))
    assert [found.serial for found in client.find("시험")] == ["7"]
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("answer", "told", "times"),
    [
        ((503, ""), "HTTP status 503", 3),
        ((404, ""), "HTTP status 404", 1),
        ((200, "<Response><result>사용자 정보 검증에 실패하였습니다.</result></Response>"), "실패", 1),
        ((200, ""), "broken", 1),
    ],
)
def test_errors_name_the_failure_and_never_the_key(
    serve: Serve, answer: Answer, told: str, times: int
) -> None:
    client, asked = serve(lambda path, asked: answer)
    with pytest.raises(FetchError, match=told) as caught:
        list(client.find("시험"))
    assert len(asked) == times
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    assert KEY not in repr(client)


def test_a_service_out_of_reach_is_an_error(tmp_path: Path) -> None:
    client = Client(KEY, "http://127.0.0.1:9/DRF", seconds=1, tries=2, pause=0.01)
    with pytest.raises(FetchError, match="did not answer"):
        client.save(LISTED, tmp_path)


def test_what_is_no_law_is_not_saved(serve: Serve, tmp_path: Path) -> None:
    client, _ = serve(lambda path, asked: listing(0))
    with pytest.raises(FetchError, match="list of laws"):
        client.save(LISTED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_rows_that_could_lead_out_of_the_folder_are_left_out(serve: Serve) -> None:
    client, _ = serve(lambda path, asked: listing(2, row(7), row(8).replace("010719", "../../x")))
    assert [found.serial for found in client.find("시험")] == ["7"]
