"""What the tests of `kb` share: records made in one line, and a small knowledge base of three languages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.models import Document, Header, Language
from corpus.readers import read_text
from corpus.structure.parsing import parse_structure
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from indexer.models import DocumentRecord
from kb.knowledge_base import KnowledgeBase

MakeRecord = Callable[..., DocumentRecord]

DECISION = """Điều 1. Phê duyệt Đề án phát triển đô thị thông minh bền vững
1. Quan điểm: lấy người dân làm trung tâm.
2. Mục tiêu: hình thành chuỗi đô thị thông minh ở phía Bắc, miền Trung và phía Nam.
Điều 2. Tổ chức thực hiện
1. Bộ Xây dựng chủ trì, theo dõi việc thực hiện Đề án.
2. Bộ Tài chính bố trí kinh phí từ ngân sách nhà nước.
"""
OTHER_DECISION = """Điều 1. Phê duyệt Kế hoạch quản lý chất thải rắn
Điều 2. Quyết định này có hiệu lực từ ngày ký.
"""
DECREE = """Điều 20. Nguyên tắc đầu tư
1. Đầu tư đúng mục đích.
Điều 21. Chứng nhận khu đô thị thông minh
1. Hồ sơ đề nghị chứng nhận gồm đơn và báo cáo.
2. Thời hạn xem xét là ba mươi ngày.
3. Giấy chứng nhận có giá trị năm năm.
"""
ACT = """제1조(목적) 이 법은 스마트도시의 효율적인 조성과 관리를 목적으로 한다.
제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. 스마트도시란 정보통신기술을 융합한 지속가능한 도시를 말한다.
2. 스마트도시서비스란 교통, 환경, 방범 정보를 제공하는 서비스를 말한다.
제3조(국가의 책무) 국가는 스마트도시의 재원을 마련하여야 한다.
"""
ACT_DECREE = """제1조(목적) 이 영은 법에서 위임된 사항을 정한다.
제2조(스마트도시서비스) 법 제2조에 따른 서비스는 행정, 교통, 복지 서비스를 말한다.
"""
DIGEST = """The cooperation centre VKC was opened in Hanoi. It follows Decision 950/QĐ-TTg on smart cities.
"""


def _document(text: str, language: Language, **header: Any) -> Document:
    source = read_text(text)
    root, diagnostics = parse_structure(source.text, language)
    return Document(source, language, Header(**header), root, diagnostics)


@pytest.fixture
def make_record() -> MakeRecord:
    """Call with a document id and fields of its header."""

    def make(document_id: str, **header: Any) -> DocumentRecord:
        return DocumentRecord(
            row=abs(hash(document_id)),
            document_id=document_id,
            source=f"/{document_id}",
            sha256="",
            language="vi",
            header=Header(**header),
            characters=0,
            provisions=0,
            passages=0,
            indexed_at="2026-01-01T00:00:00+00:00",
        )

    return make


@pytest.fixture(scope="session")
def library() -> dict[str, Document]:
    """Two Vietnamese decisions with one running number, a decree, a Korean act with its decree, an English digest."""
    return {
        "vi/950-qd-ttg": _document(
            DECISION,
            "vi",
            work_id="vn/qd/ttg/2018/950",
            number="950/QĐ-TTg",
            type="qd",
            issuer="ttg",
            issued="2018-08-01",
            effective="2018-08-01",
            title="Phê duyệt Đề án phát triển đô thị thông minh bền vững Việt Nam",
        ),
        "vi/950-qd-ubnd": _document(
            OTHER_DECISION,
            "vi",
            number="950/QĐ-UBND",
            type="qd",
            issuer="ubnd-ha-noi",
            issued="2021-03-15",
            effective="2021-03-15",
            title="Phê duyệt Kế hoạch quản lý chất thải rắn",
        ),
        "vi/269-2025-nd-cp": _document(
            DECREE,
            "vi",
            work_id="vn/nd/cp/2025/269",
            number="269/2025/NĐ-CP",
            type="nd",
            issuer="cp",
            issued="2025-10-14",
            effective="2025-10-14",
            title="Phát triển đô thị thông minh",
        ),
        "ko/smart-city-act": _document(
            ACT,
            "ko",
            number="법률 제16631호",
            type="act",
            issuer="assembly",
            issued="2019-11-26",
            effective="2020-02-27",
            title="스마트도시 조성 및 산업진흥 등에 관한 법률",
        ),
        "ko/smart-city-decree": _document(
            ACT_DECREE,
            "ko",
            number="대통령령 제34872호",
            type="pd",
            issuer="president",
            issued="2024-09-03",
            effective="2024-09-03",
            title="스마트도시 조성 및 산업진흥 등에 관한 법률 시행령",
        ),
        "en/vkc-digest": _document(DIGEST, "en", title="The VKC project", issued="2022"),
    }


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, library: dict[str, Document]) -> Path:
    """A knowledge base that holds these documents; nobody may write to it."""
    folder = tmp_path_factory.mktemp("knowledge-base")
    with IndexBuilder(folder, HashingEncoder()) as builder:
        builder.add(library.items())
    return folder


@pytest.fixture
def base(home: Path) -> Iterator[KnowledgeBase]:
    """The same, open."""
    with KnowledgeBase.open(home) as opened:
        yield opened
