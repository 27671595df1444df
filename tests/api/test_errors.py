"""Every error has a status of its own choosing and becomes a problem document."""

from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from api.errors import MEDIA_TYPE, STATUSES, describe_error
from corpus import errors
from corpus.errors import VkbError


def _descendants(kind: type[VkbError]) -> set[type[VkbError]]:
    return {kind}.union(*(_descendants(child) for child in kind.__subclasses__()))


def test_every_error_is_mapped_on_its_own() -> None:
    missing = {kind.__name__ for kind in _descendants(VkbError) if kind.__module__ == "corpus.errors"} - {
        kind.__name__ for kind in STATUSES
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (errors.NotFoundError("laws/x.md"), 404, "urn:vkb:problem:not-found"),
        (errors.InvalidQueryError("the query is empty"), 422, "urn:vkb:problem:invalid-query"),
        (errors.IndexNotFoundError(Path("/kb")), 503, "urn:vkb:problem:index-not-found"),
        (errors.ReadLimitError("too long", Path("a.pdf")), 413, "urn:vkb:problem:read-limit"),
        (errors.UnsupportedFormatError("a zip file", Path("a")), 415, "urn:vkb:problem:unsupported-format"),
        (errors.IndexLockedError(Path("/kb")), 409, "urn:vkb:problem:index-locked"),
        (errors.IndexCorruptedError(Path("x"), "short"), 500, "urn:vkb:problem:index-corrupted"),
    ],
)
def test_problem_of_our_errors(error: VkbError, status: int, kind: str) -> None:
    problem = describe_error(error, "/v1/search")
    assert (problem.status, problem.type, problem.detail) == (status, kind, str(error))
    assert problem.instance == "/v1/search"


def test_an_error_class_of_tomorrow_has_the_status_of_its_parent() -> None:
    class TomorrowError(errors.NotFoundError):
        """Not in the table."""

    assert describe_error(TomorrowError("x"), "/").status == HTTPStatus.NOT_FOUND


def test_an_unexpected_error_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    problem = describe_error(RuntimeError("password is 1234"), "/v1/search")
    assert problem.status == 500
    assert "1234" not in problem.model_dump_json()
    assert "1234" in caplog.text


def test_http_errors_keep_their_status() -> None:
    problem = describe_error(HTTPException(405), "/v1/search")
    assert (problem.status, problem.title, problem.type) == (405, "Method Not Allowed", "about:blank")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nowhere", 404),
        ("GET", "/nowhere", 404),
        ("DELETE", "/v1/search", 405),
        ("GET", "/v1/search", 422),
        ("GET", "/v1/search?query=a&limit=0", 422),
        ("GET", "/v1/search?query=a&colour=red", 422),
        ("GET", "/v1/search?query=a&types=nonsense", 422),
        ("GET", "/v1/search?query=a&issued_from=2018-02-30", 422),
        ("GET", "/v1/search?query=a&issued_from=2019&issued_to=2018", 422),
        ("GET", "/v1/documents/laws/none.md", 404),
        ("GET", "/v1/provisions/laws/vi/decision.md", 404),
        ("GET", "/v1/provisions/laws/vi/decision.md%23dieu-99", 404),
    ],
)
def test_every_error_over_http_is_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == MEDIA_TYPE
    body = response.json()
    assert (body["status"], body["instance"]) == (status, path.partition("?")[0])
    assert body["detail"]


def test_validation_names_each_field(client: TestClient) -> None:
    body = client.post("/v1/search", json={"query": "", "limit": "many"}).json()
    assert {error["location"] for error in body["errors"]} == {"body.query", "body.limit"}


def test_unreadable_json_is_a_problem(client: TestClient) -> None:
    response = client.post("/v1/search", content=b"{", headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (422, MEDIA_TYPE)


def test_unknown_types_list_the_known_ones(client: TestClient) -> None:
    detail = client.get("/v1/search", params={"query": "a", "types": "nonsense"}).json()["detail"]
    assert "qd (Quyết định)" in detail
