"""The HTTP API over a real index."""

import re
import threading
import time
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.library import Library
from api.settings import Settings
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase

DECISION = "laws/vi/decision.md"


def test_a_hit_says_where_it_stands(client: TestClient) -> None:
    body = client.post("/v1/search", json={"query": "trung tâm điều hành giám sát dữ liệu"}).json()
    assert set(body) >= {"generation", "query", "took_ms", "hits"}
    hit = body["hits"][0]
    assert hit["document_id"] == DECISION
    assert hit["provision_id"].startswith(f"{DECISION}#dieu-1")
    assert "Trung tâm điều hành" in hit["text"]
    assert hit["header"]["number"] == "101/QĐ-TTg"
    assert 0 <= hit["score"] <= 1
    assert hit["explanation"]["lexical"]["rank"] == 1
    assert hit["explanation"]["coverage"]["matched"] == hit["explanation"]["coverage"]["asked"] == 8
    assert hit["duplicates"] == []


def test_without_a_calibration_nothing_is_claimed(client: TestClient) -> None:
    body = client.post("/v1/search", json={"query": "nấu phở"}).json()
    assert (body["calibrated"], body["answerable"], body["reasons"]) == (False, None, [])
    assert {hit["explanation"]["relevance"] for hit in body["hits"]} == {None}


def test_spans_are_exact_in_the_text_and_in_the_stored_text(client: TestClient) -> None:
    hit = client.post("/v1/search", json={"query": "đô thị thông minh"}).json()["hits"][0]
    stored = client.get(f"/v1/documents/{hit['document_id']}").json()["text"]
    assert stored[hit["span"]["start"] : hit["span"]["end"]] == hit["text"]
    marked = [hit["text"][span["start"] : span["end"]].casefold() for span in hit["spans"]]
    assert marked
    assert set(" ".join(marked).split()) <= {"đô", "thị", "thông", "minh"}
    shifted = [
        stored[hit["span"]["start"] + s["start"] : hit["span"]["start"] + s["end"]] for s in hit["spans"]
    ]
    assert [text.casefold() for text in shifted] == marked


def test_get_and_post_answer_the_same(client: TestClient) -> None:
    posted = client.post(
        "/v1/search", json={"query": "quy hoạch", "types": ["qd", "tt"], "limit": 3, "language": "vi"}
    ).json()
    got = client.get(
        "/v1/search", params={"query": "quy hoạch", "types": ["qd", "tt"], "limit": 3, "language": "vi"}
    ).json()
    assert posted.pop("took_ms") >= 0
    assert got.pop("took_ms") >= 0
    assert got == posted


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ({"types": ["Thông tư"]}, {"laws/vi/circular.md"}),
        ({"issuers": ["Thủ tướng Chính phủ"]}, {DECISION}),
        ({"language": "ko"}, {"laws/ko/act.md"}),
        ({"issued_from": "2024"}, {"laws/vi/circular.md"}),
        ({"issued_to": "2018-08-01"}, {DECISION}),
        ({"issued_from": "2018-08-02", "issued_to": "2019-12"}, {"laws/ko/act.md"}),
    ],
)
def test_filters_limit_the_documents(
    client: TestClient, filters: dict[str, object], documents: set[str]
) -> None:
    hits = client.post("/v1/search", json={"query": "quy hoạch đô thị 도시", **filters}).json()["hits"]
    assert {hit["document_id"] for hit in hits} == documents


def test_a_number_is_answered_first(client: TestClient) -> None:
    body = client.get("/v1/search", params={"query": "101/QĐ-TTg"}).json()
    assert body["reference"]["document_ids"] == [DECISION]
    assert body["hits"][0]["document_id"] == DECISION
    assert body["hits"][0]["explanation"]["from_reference"]


def test_nothing_found_says_why(client: TestClient) -> None:
    body = client.get("/v1/search", params={"query": "đô thị", "issued_from": "2030"}).json()
    assert body["hits"] == []
    assert body["reasons"]


def test_documents_in_pages(client: TestClient) -> None:
    whole = client.get("/v1/documents").json()
    ids = [document["document_id"] for document in whole["documents"]]
    assert ids == ["laws/ko/act.md", "laws/vi/circular.md", DECISION]
    assert (whole["total"], whole["offset"]) == (3, 0)
    page = client.get("/v1/documents", params={"limit": 1, "offset": 1}).json()
    assert [document["document_id"] for document in page["documents"]] == ids[1:2]
    assert page["total"] == 3
    vietnamese = client.get("/v1/documents", params={"language": "vi", "types": "QĐ"}).json()
    assert [document["document_id"] for document in vietnamese["documents"]] == [DECISION]


def test_a_document_is_whole(client: TestClient, library_folder: Path) -> None:
    body = client.get(f"/v1/documents/{DECISION}").json()
    assert body["document"]["header"]["issued"] == "2018-08-01"
    assert body["root"]["span"] == {"start": 0, "end": len(body["text"])}
    assert body["report"]["format"] == "markdown"
    assert Path(body["document"]["source"]) == (library_folder / "vi" / "decision.md").resolve()


def test_a_document_answers_to_its_number_too(client: TestClient) -> None:
    body = client.get("/v1/documents/101%2FQĐ-TTg").json()
    assert body["document"]["document_id"] == DECISION


def test_provisions_by_encoded_sign_and_by_parameter(client: TestClient) -> None:
    encoded = client.get(f"/v1/provisions/{DECISION}%23dieu-1.khoan-1").json()
    asked = client.get(f"/v1/provisions/{DECISION}", params={"anchor": "dieu-1.khoan-1"}).json()
    assert encoded == asked
    assert encoded["provision_id"] == f"{DECISION}#dieu-1.khoan-1"
    assert encoded["parent"] == f"{DECISION}#dieu-1"
    assert encoded["text"].startswith("1. Đề án áp dụng")


def until_opened(client: TestClient) -> httpx2.Response:
    """What `/readyz` says once the server has tried to open the knowledge base."""
    deadline = time.monotonic() + 60
    while (answer := client.get("/readyz")).headers.get("retry-after") and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


def test_a_server_answers_while_it_opens_the_knowledge_base(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, opening = threading.Event(), Library.base

    def slowly(library: Library) -> KnowledgeBase:
        opened.wait(60)
        return opening(library)

    monkeypatch.setattr(Library, "base", slowly)
    with TestClient(create_app(settings)) as client:
        assert client.get("/healthz").status_code == 200
        unready = client.get("/readyz")
        assert (unready.status_code, unready.headers["retry-after"]) == (503, "1")
        assert unready.json()["detail"] == "the knowledge base is being opened"
        opened.set()
        assert until_opened(client).status_code == 200


def test_status_and_health(client: TestClient, home: Path) -> None:
    body = client.get("/v1/status").json()
    assert (body["documents"], body["encoder"], body["home"]) == (3, "hashing", str(home))
    assert client.get("/healthz").json() == {"status": "ok"}
    assert until_opened(client).json() == {"status": "ready", "generation": body["generation"]}


def test_json_is_utf8_with_its_letters(client: TestClient) -> None:
    response = client.get("/v1/search", params={"query": "스마트도시"})
    assert response.headers["content-type"] == "application/json"
    assert "스마트도시" in response.content.decode("utf-8")


def test_nothing_indexed_yet_then_indexed(tmp_path: Path, library_folder: Path) -> None:
    home = tmp_path / "home"
    with TestClient(create_app(Settings(home=home, cache=tmp_path))) as client:
        assert client.get("/healthz").status_code == 200
        unready = until_opened(client)
        assert (unready.status_code, unready.json()["type"]) == (503, "urn:vkb:problem:index-not-found")
        assert client.post("/v1/search", json={"query": "a"}).status_code == 503
        with IndexBuilder(home, HashingEncoder()) as builder:
            builder.index([library_folder / "ko"])
        assert client.get("/readyz").status_code == 200
        first = client.get("/v1/documents").json()
        with IndexBuilder(home, HashingEncoder()) as builder:
            builder.index([library_folder / "vi"])
        second = client.get("/v1/documents").json()
    assert (first["total"], second["total"]) == (1, 3)
    assert second["generation"] > first["generation"]


ODD_NAME = "số 1 #2 100% ? & 법률.txt"


def test_any_file_name_makes_a_working_id(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / ODD_NAME).write_text("Điều 1. Phạm vi\nĐô thị thông minh.\n", encoding="utf-8")
    with IndexBuilder(tmp_path / "home", HashingEncoder()) as builder:
        builder.index([folder])
    with TestClient(create_app(Settings(home=tmp_path / "home", cache=tmp_path))) as client:
        hit = client.get("/v1/search", params={"query": "đô thị"}).json()["hits"][0]
        assert hit["document_id"] == f"laws/{ODD_NAME}"
        assert client.get(f"/v1/documents/{quote(hit['document_id'])}").status_code == 200
        provision = client.get(f"/v1/provisions/{quote(hit['provision_id'])}").json()
        assert provision["provision_id"] == hit["provision_id"]
        page = client.get("/", params={"query": "đô thị"}).text
        link = unescape(re.findall(r'<h3 [^>]*><a href="([^"]+)"', page)[0])
        assert "<mark>" in client.get(link).text


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"query": "\\ud800"}', 422),
        (b'{"query": "\xff"}', 400),
        (b'{"query": 1}', 422),
        (b"[]", 422),
        (b"null", 422),
        (b"", 422),
    ],
)
def test_what_is_no_question_is_refused(client: TestClient, content: bytes, status: int) -> None:
    response = client.post("/v1/search", content=content, headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_headers_keep_pages_safe(client: TestClient) -> None:
    for path in ("/", "/v1/status", "/v1/nowhere", "/static/vkb.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_headers_are_on_unexpected_errors_too(settings: Settings) -> None:
    app = create_app(settings)

    def fail() -> None:
        raise RuntimeError("password is 1234")

    app.add_api_route("/v1/fail", fail)
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/v1/fail")
    assert response.status_code == 500
    assert "1234" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("announced", [True, False])
def test_too_long_a_body_is_refused(settings: Settings, announced: bool) -> None:
    small = settings.model_copy(update={"request_bytes": 1_024})
    body = b'{"query": "' + b"a" * 2_000 + b'"}'
    content = body if announced else iter([body[:900], body[900:]])
    with TestClient(create_app(small)) as client:
        response = client.post("/v1/search", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


def test_openapi_describes_every_operation(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = {
        operation["operationId"]: operation
        for path in document["paths"].values()
        for operation in path.values()
    }
    assert set(operations) == {
        "search",
        "search_by_address",
        "list_documents",
        "get_document",
        "get_provision",
        "get_status",
        "get_work",
        "get_timeline",
        "list_citations",
        "check_draft",
        "check_file",
        "audit",
        "get_health",
        "get_readiness",
    }
    for operation in operations.values():
        assert operation["description"]
        problem = operation["responses"]["422"]["content"]
        assert problem == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for name in ("SearchRequest", "CheckRequest"):
        request = document["components"]["schemas"][name]
        assert request["examples"]
        assert all(field.get("description") for field in request["properties"].values())
    assert "Problem" in document["components"]["schemas"]
