"""Every face says what was made of a question."""

from collections.abc import Callable

from fastapi.testclient import TestClient
from typer.testing import Result

Vkb = Callable[..., Result]


def test_the_answer_says_what_was_understood(client: TestClient) -> None:
    body = client.post("/v1/search", json={"query": "ddoo thij thoong minh"}).json()
    assert body["query"] == "ddoo thij thoong minh"
    assert body["understood"] == {
        "searched_for": "đô thị thông minh",
        "slip": "telex",
        "languages": ["vi"],
        "intent": "topic",
        "required": [],
        "unmet": [],
        "abbreviations": {},
        "terms": {},
    }


def test_abbreviations_phrases_and_intent(client: TestClient) -> None:
    understood = client.get("/v1/search", params={"query": '"quy hoạch" ĐTTM là gì'}).json()["understood"]
    assert understood["required"] == ["quy hoạch"]
    assert understood["abbreviations"] == {"ĐTTM": "đô thị thông minh"}
    assert understood["intent"] == "definition"


def test_the_page_says_it_in_the_readers_language(client: TestClient) -> None:
    page = client.get("/", params={"query": "ddoo thij thoong minh", "ui": "vi"}).text
    assert "Đã tìm: “đô thị thông minh” (gõ là “ddoo thij thoong minh”)" in page
    page = client.get("/", params={"query": '"quy hoạch" ĐTTM', "ui": "en"}).text
    assert "Every result contains “quy hoạch” word for word" in page
    assert "ĐTTM: đô thị thông minh" in page
    page = client.get("/", params={"query": '"không có câu này"', "ui": "en"}).text
    assert "contains “không có câu này” word for word. Leave out the quotes" in page


def test_the_command_line_says_it(vkb: Vkb) -> None:
    assert (
        "Searched for: đô thị thông minh (typed: ddoo thij thoong minh)"
        in vkb("search", "ddoo thij thoong minh").stdout
    )
    assert "Every hit contains “quy hoạch” word for word" in vkb("search", '"quy hoạch"').stdout
    assert "contains the exact phrase “không có câu này”" in vkb("search", '"không có câu này"').stdout
