"""A small real index, built once with the hashing encoder, and the ways into it: settings, a client, the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import application
from api.settings import Settings
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder

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
2. Trung tâm điều hành giám sát dữ liệu <giao thông> & năng lượng.
Điều 2. Trách nhiệm
Bộ Xây dựng hướng dẫn quy hoạch đô thị thông minh.
"""

CIRCULAR = """---
number: 7/2024/TT-BXD
effective: 2024-05-01
title: Hướng dẫn quy hoạch vùng nước
---
BỘ XÂY DỰNG

Số: 7/2024/TT-BXD

Hà Nội, ngày 15 tháng 3 năm 2024

THÔNG TƯ
Hướng dẫn quy hoạch vùng nước

Điều 1. Phạm vi
Thông tư này hướng dẫn quy hoạch hồ chứa.
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
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `laws` with three documents and one file that is none."""
    folder = tmp_path_factory.mktemp("sources") / "laws"
    (folder / "vi").mkdir(parents=True)
    (folder / "ko").mkdir()
    (folder / "vi" / "decision.md").write_text(DECISION, encoding="utf-8")
    (folder / "vi" / "circular.md").write_text(CIRCULAR, encoding="utf-8")
    (folder / "ko" / "act.md").write_text(ACT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def home(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of that folder; tests only read it."""
    home = tmp_path_factory.mktemp("kb") / "home"
    with IndexBuilder(home, HashingEncoder()) as builder:
        report = builder.index([library_folder])
    assert (report.added, report.failures) == (3, ())
    return home


@pytest.fixture
def settings(home: Path, tmp_path: Path) -> Settings:
    """Settings of that knowledge base, the environment left aside."""
    return Settings(home=home, cache=tmp_path / "cache")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of a running application."""
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application over a home where nothing is indexed."""
    with TestClient(create_app(Settings(home=tmp_path / "nothing", cache=tmp_path))) as client:
        yield client


Vkb = Callable[..., Result]


@pytest.fixture
def vkb(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vkb:
    """Runs the command line with the knowledge base as VKB_HOME: `vkb("search", "đô thị")`."""
    monkeypatch.setenv("VKB_HOME", str(home))
    monkeypatch.setenv("VKB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(application(), list(arguments))

    return run
