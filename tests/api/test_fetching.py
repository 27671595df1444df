"""`vkb fetch`: files in a folder, ready to be indexed; the key shows up nowhere."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import Result

from api.settings import load_settings

Vkb = Callable[..., Result]
KEY = "secret-key-1"
ROW = "<law><법령일련번호>{}</법령일련번호><법령명한글>시험도시법</법령명한글><법령ID>010719</법령ID><시행일자>20200227</시행일자></law>"
LIST = f"<LawSearch><totalCnt>2</totalCnt>{ROW.format(7)}{ROW.format(8)}</LawSearch>"
BODY = (
    "<법령><기본정보><법령ID>010719</법령ID><법종구분>법률</법종구분><법령명_한글>시험도시법</법령명_한글><공포번호>16631</공포번호>"
    "<공포일자>20191126</공포일자><시행일자>20200227</시행일자></기본정보><조문><조문단위><조문번호>1</조문번호>"
    "<조문내용>제1조(목적) 이 법은 시험한다.</조문내용></조문단위></조문></법령>"
)


class _Service(BaseHTTPRequestHandler):
    """Lists two versions, and has the text of the first only."""

    def do_GET(self) -> None:
        failed = "<Response><result>조회에 실패하였습니다.</result></Response>"
        body = LIST if "lawSearch.do" in self.path else BODY if "MST=7" in self.path else failed
        self.send_response(200 if KEY in self.path else 403)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("VKB_LAWGOKR_ADDRESS", f"http://127.0.0.1:{server.server_address[1]}/DRF")
    monkeypatch.setenv("VKB_LAWGOKR_KEY", KEY)
    yield
    server.shutdown()
    server.server_close()


def test_texts_are_saved_and_can_be_read(vkb: Vkb, tmp_path: Path) -> None:
    result = vkb("fetch", "시험도시법", "--to", str(tmp_path / "laws"))
    assert result.exit_code == 0
    assert "1 saved, 1 failed" in result.stdout
    assert "조회에 실패하였습니다" in result.stderr
    assert KEY not in result.output
    [path] = (tmp_path / "laws").iterdir()
    parsed = vkb("parse", str(path))
    assert "kr/act/010719" in parsed.stdout
    assert "법률 제16631호" in parsed.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--target", "prec"], "use law, admrul or ordin"), (["--history", "--limit", "1"], "")],
)
def test_targets(vkb: Vkb, tmp_path: Path, arguments: list[str], says: str) -> None:
    result = vkb("fetch", "시험", "--to", str(tmp_path), *arguments)
    assert result.exit_code == bool(says)
    assert says in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ([] if says else ["eflaw-010719-20200227-7.xml"])


def test_without_a_key_it_says_where_to_get_one(
    vkb: Vkb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VKB_LAWGOKR_KEY")
    result = vkb("fetch", "시험", "--to", str(tmp_path))
    assert result.exit_code == 1
    assert "open.law.go.kr" in result.stderr


def test_the_key_is_masked_in_settings() -> None:
    settings = load_settings()
    assert KEY not in repr(settings)
    assert KEY not in settings.model_dump_json()
