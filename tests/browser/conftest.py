"""A real server on a free port and a real browser with a fresh profile."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

DECISION = """---
number: 101/QĐ-TTg
effective: 2018-08-01
title: Phê duyệt đề án thử nghiệm đô thị thông minh
---
THỦ TƯỚNG CHÍNH PHỦ

Số: 101/QĐ-TTg

Hà Nội, ngày 01 tháng 8 năm 2018

QUYẾT ĐỊNH
Phê duyệt đề án thử nghiệm đô thị thông minh

Điều 1. Phạm vi
1. Đề án áp dụng cho đô thị thông minh tại ba thành phố.
2. Trung tâm điều hành giám sát dữ liệu giao thông và năng lượng.
Điều 2. Trách nhiệm
Bộ Xây dựng hướng dẫn quy hoạch đô thị thông minh.
"""

ACT = """---
title: 시험도시 조성에 관한 법률
number: 법률 제99999호
---
시험도시 조성에 관한 법률
[시행 2020. 2. 27.] [법률 제99999호, 2019. 11. 26., 일부개정]

제1조(목적) 이 법은 스마트도시의 효율적인 조성을 목적으로 한다.
제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. "스마트도시"란 정보통신기술을 융복합한 도시를 말한다.
"""


@pytest.fixture(scope="session")
def served_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of two documents."""
    folder = tmp_path_factory.mktemp("sources") / "laws"
    folder.mkdir()
    (folder / "decision.md").write_text(DECISION, encoding="utf-8")
    (folder / "act.md").write_text(ACT, encoding="utf-8")
    home = tmp_path_factory.mktemp("kb") / "home"
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.index([folder])
    return home


@pytest.fixture(scope="session")
def server(served_home: Path) -> Iterator[str]:
    """The address of `vkb serve --port 0`, as it prints it."""
    command = [
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        "serve",
        "--port",
        "0",
        "--home",
        str(served_home),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        try:
            yield _wait_for_address(process)
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0


def _wait_for_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([process.stdout], [], [], 1)
        line = process.stdout.readline() if ready else ""
        found = re.search(r"http://\S+/", line)
        if found:
            return found[0]
        if process.poll() is not None:
            break
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def browser(require_program: Callable[[str, str], str]) -> Iterator[Browser]:
    """Debian's Chromium."""
    path = require_program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Call with context options (`viewport`, `color_scheme`, `locale`); at the end no page may have complained."""
    complaints: list[str] = []
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_context(**options: object) -> Page:
        context = browser.new_context(base_url=server, **{"locale": "en-GB", **options})  # type: ignore[arg-type]  # the caller's options
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        return page

    yield open_context
    for context in contexts:
        context.close()
    assert complaints == []
