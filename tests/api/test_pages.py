"""The pages: server-rendered, in three languages, with nothing from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import jinja2
import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import QueryParams

from api.excerpt import Piece
from api.web.frame import Frame
from api.web.labels import EXAMPLES, UI_LANGUAGES, Labels, UiLanguage, choose_language
from api.web.reading_page import Part, format_marks, parse_marks, reading_page
from api.web.search_form import read_form
from api.web.search_page import search_page
from corpus.models import (
    Header,
    OcrPage,
    Provision,
    QualityReport,
    Span,
)
from indexer.models import DocumentContent, DocumentRecord
from kb.knowledge_base import KnowledgeBase
from kb.models import Duplicate, SearchResult, StoredDocument
from kb.query import Query
from kb.timeline.models import Validity

DECISION = "laws/vi/decision.md"


def _page(client: TestClient, path: str, **parameters: str) -> str:
    response = client.get(path, params=parameters, headers={"accept": "text/html"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


def _hrefs(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


@pytest.mark.parametrize(
    ("wanted", "accept", "chosen"),
    [
        ("vi", "ko", "vi"),
        (None, "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        (None, "fr,en;q=0.3,vi;q=0.7", "vi"),
        (None, "fr-FR", "en"),
        (None, "", "en"),
        ("xx", "vi-VN", "vi"),
        (None, "ko;q=0,vi;q=0.1", "vi"),
        (None, "ko;q=nonsense,en", "en"),
        (None, ";;;,,q=,ko", "ko"),
    ],
)
def test_interface_language(wanted: str | None, accept: str, chosen: UiLanguage) -> None:
    assert choose_language(wanted, accept) == chosen


@pytest.mark.parametrize(("ui", "word"), [("vi", "Tìm kiếm"), ("ko", "검색"), ("en", "Search")])
def test_the_start_page_speaks_the_readers_language(client: TestClient, ui: str, word: str) -> None:
    page = _page(client, "/", ui=ui)
    assert f'<html lang="{ui}">' in page
    assert word in page
    assert f'<input type="hidden" name="ui" value="{ui}">' in page


def test_the_browsers_language_is_the_default(client: TestClient) -> None:
    page = client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9"}).text
    assert '<html lang="ko">' in page
    assert 'name="ui"' not in page


def test_examples_are_links_that_work(client: TestClient) -> None:
    page = _page(client, "/", ui="en")
    links = [link for link in _hrefs(page) if link.startswith("/?query=")]
    assert len(links) == len(EXAMPLES["en"])
    assert all(client.get(link).status_code == 200 for link in links)


def test_pages_take_nothing_from_elsewhere_and_run_nothing(client: TestClient) -> None:
    for path in ("/", "/?query=đô thị", "/documents", f"/documents/{DECISION}", "/nowhere"):
        page = _page(client, path)
        assert "<script" not in page
        assert " style=" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_hits_are_marked_and_lead_into_the_document(client: TestClient) -> None:
    page = _page(client, "/", query="trung tâm điều hành", ui="vi")
    assert "<mark>Trung tâm điều hành</mark>" in re.sub(r"</mark>(\s)<mark>", r"\1", page)
    assert "101/QĐ-TTg" in page
    assert "&lt;giao thông&gt; &amp; năng lượng" in page
    [link, *_] = [link for link in _hrefs(page) if link.startswith("/documents/laws")]
    assert link.startswith(f"/documents/{DECISION}?mark=")
    assert link.endswith("#dieu-1")
    document = client.get(link).text
    assert 'id="dieu-1.khoan-2"' in document
    assert "<mark>" in document


def test_filters_stay_filled_in(client: TestClient) -> None:
    page = _page(client, "/", query="quy hoạch", types="tt", issued_from="2024-01-01", ui="en")
    assert '<option value="tt" selected>Thông tư</option>' in page
    assert 'value="2024-01-01"' in page
    assert '<details class="filters" open>' in page
    assert "laws/vi/circular.md" in page
    assert f"/documents/{DECISION}" not in page


def test_empty_fields_do_not_filter(client: TestClient) -> None:
    page = _page(
        client,
        "/",
        query="quy hoạch",
        language="",
        types="",
        issuers="",
        issued_from="",
        issued_to="",
        ui="en",
    )
    assert DECISION in page


def test_nothing_found_says_why(client: TestClient) -> None:
    page = _page(client, "/", query="đô thị", issued_from="2030-01-01", ui="en")
    assert "None of the 3 documents passes the filters" in page


@pytest.mark.parametrize(
    "parameters", [{"issued_from": "soon"}, {"types": "nonsense"}, {"limit": "0"}, {"language": "fr"}]
)
def test_an_invalid_search_is_explained_on_the_page(client: TestClient, parameters: dict[str, str]) -> None:
    response = client.get("/", params={"query": "đô thị", "ui": "en", **parameters})
    assert response.status_code == 422
    assert "The request is not valid" in response.text
    assert 'value="đô thị"' in response.text


def test_a_query_is_text_and_never_markup(client: TestClient) -> None:
    page = _page(client, "/", query='"><script>alert(1)</script>')
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_document_that_is_not_here(client: TestClient) -> None:
    page = client.get("/v1/documents/none").json()
    assert page["status"] == 404
    response = client.get("/documents/none.md", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "text/html" in response.headers["content-type"]
    assert "content-security-policy" in response.headers


def test_the_list_of_documents(client: TestClient) -> None:
    page = _page(client, "/documents", ui="ko")
    assert [link for link in _hrefs(page) if link.startswith("/documents/")] == [
        "/documents/laws/ko/act.md?ui=ko",
        "/documents/laws/vi/circular.md?ui=ko",
        f"/documents/{DECISION}?ui=ko",
    ]


def test_the_footer_names_documents_and_generation(client: TestClient) -> None:
    page = _page(client, "/", ui="en")
    assert "3 documents" in page
    assert "generation 1" in page


def test_without_an_index_the_page_says_how_to_make_one(empty_client: TestClient) -> None:
    page = _page(empty_client, "/", ui="en")
    assert "vkb index PATH --home" in page
    reading = empty_client.get("/documents/a.md", headers={"accept": "text/html"})
    assert reading.status_code == 503
    assert "vkb index PATH --home" in reading.text


def test_switching_the_language_keeps_the_question(client: TestClient) -> None:
    page = _page(client, "/", query="đô thị & nước", types="qd", ui="en")
    switch = next(link for link in _hrefs(page) if "ui=ko" in link)
    assert 'value="đô thị &amp; nước"' in client.get(switch).text


def test_marks_survive_the_address() -> None:
    marks = (Span(0, 3), Span(10, 12))
    assert parse_marks(format_marks(marks)) == marks
    assert parse_marks("1-2,x,3,-4,5-,6-7<b>") == (Span(1, 2),)


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_label_is_there_in_every_language(language: UiLanguage) -> None:
    assert Labels(language).say("tagline")
    assert Labels(language).say("result_count", count=1, query="x")


NO_LAW = Validity("not_law", "2026-01-01")
TEXT = "MỞ ĐẦU\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\nđiều\nchỉnh\n1. Một.\n2. Hai.\n\nĐiều 2.\nBa.\nHết."


def _provision(
    anchor: str, label: str, title: str | None, start: str, end: str, *children: Provision
) -> Provision:
    span = Span(TEXT.index(start), TEXT.index(end) + len(end))
    kind = anchor.rpartition(".")[2].partition("-")[0]
    return Provision(anchor, kind, label, title, span, children)


def _stored() -> StoredDocument:
    first = _provision("dieu-1.khoan-1", "1", None, "1. Một", "Một.")
    second = _provision("dieu-1.khoan-2", "2", None, "2. Hai", "Hai.")
    article = _provision("dieu-1", "Điều 1", "Phạm vi điều chỉnh", "Điều 1", "Hai.", first, second)
    bare = _provision("dieu-2", "Điều 2", None, "Điều 2", "Ba.")
    chapter = _provision("chuong-1", "Chương I", "QUY ĐỊNH CHUNG", "Chương I", "Ba.", article, bare)
    root = Provision("", "document", "", None, Span(0, len(TEXT)), (chapter,))
    report = QualityReport("text", "utf-8", 1, (), len(TEXT), 0)
    content = DocumentContent(TEXT, (), root, report, (), {})
    record = DocumentRecord(
        1, "laws/a.txt", "/laws/a.txt", "0" * 64, "vi", Header(), len(TEXT), 5, 3, "2026-01-01"
    )
    return StoredDocument(1, record, content)


def _pieces(content: Iterable[Part]) -> Iterator[Piece]:
    for part in content:
        yield from part.pieces
        if part.unit:
            yield from part.unit.heading
            yield from _pieces(part.unit.content)


def test_the_reading_page_keeps_every_word_in_order() -> None:
    frame = Frame(Labels("en"), "", "/", (), None)
    page = reading_page(_stored(), NO_LAW, [Span(TEXT.index("Hai"), TEXT.index("Hai") + 3)], frame)
    pieces = list(_pieces(page.content))
    shown = "".join(piece.text for piece in pieces)
    assert "".join(shown.split()) == "".join(TEXT.split())
    assert [piece.text for piece in pieces if piece.marked] == ["Hai"]


def test_the_reading_page_says_how_the_file_was_read() -> None:
    stored = _stored()
    report = replace(
        stored.content.report,
        pages=3,
        empty_pages=(2,),
        ocr_pages=(OcrPage(1, 0.875),),
        repaired=1200,
        unknown_words=0.031,
    )
    scan = replace(stored, content=replace(stored.content, report=report))
    facts = dict(reading_page(scan, NO_LAW, [], Frame(Labels("en"), "", "/", (), None)).facts)
    assert (facts["format"], facts["encoding"], facts["pages"]) == ("text", "utf-8", "3")
    assert (facts["empty_pages"], facts["ocr_pages"]) == ("2", "1 (88%)")
    assert (facts["repaired"], facts["unknown_words"]) == ("1,200", "3.1%")
    assert "empty_pages" not in dict(
        reading_page(stored, NO_LAW, [], Frame(Labels("vi"), "", "/", (), None)).facts
    )


def test_headings_are_cut_where_they_end() -> None:
    frame = Frame(Labels("en"), "", "/", (), None)
    page = reading_page(_stored(), NO_LAW, [], frame)
    chapter = next(part.unit for part in page.content if part.unit)
    assert "".join(piece.text for piece in chapter.heading) == "Chương I\nQUY ĐỊNH CHUNG"
    article, bare = (part.unit for part in chapter.content if part.unit)
    assert "".join(piece.text for piece in article.heading) == "Điều 1. Phạm vi\nđiều\nchỉnh"
    assert "".join(piece.text for piece in bare.heading) == "Điều 2."
    assert (chapter.level, article.level) == (2, 3)
    [entry] = page.contents
    assert [child.anchor for child in entry.children] == ["dieu-1", "dieu-2"]


@pytest.fixture
def library(home: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(home) as base:
        yield base


def _rendered(result: SearchResult, ui: UiLanguage) -> str:
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("api.web"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    frame = Frame(Labels(ui), "", "/", (), None)
    page = search_page(read_form(QueryParams({"query": "đô thị"})), None, frame, result=result)
    return templates.get_template("search.html").render(frame=frame, labels=frame.labels, page=page)


@pytest.mark.parametrize("ui", UI_LANGUAGES)
def test_weak_matches_are_folded_away(library: KnowledgeBase, ui: UiLanguage) -> None:
    result = library.search(Query("đô thị thông minh"))
    strong, weak = (_rendered(replace(result, answerable=answerable), ui) for answerable in (True, False))
    assert '<details class="weak">' not in strong
    assert strong.count('<li class="hit">') == weak.count('<li class="hit">') == len(result.hits)
    folded = weak[weak.index('<details class="weak">') :]
    assert folded.count('<li class="hit">') == len(result.hits)
    assert Labels(ui).say("nothing_relevant") in weak


def test_an_explanation_tells_words_chance_and_other_places(library: KnowledgeBase) -> None:
    result = library.search(Query("đô thị thông minh", limit=1))
    [hit] = result.hits
    hit = replace(
        hit,
        explanation=hit.explanation._replace(relevance=0.634),
        duplicates=(Duplicate("laws/other.md", "laws/other.md#dieu-7", "Bản hợp nhất"),),
    )
    page = _rendered(replace(result, hits=(hit,)), "en")
    assert "It holds 4 of the 4 words of the question." in page
    assert "Chance of being what is asked for: 63 %." in page
    assert '<a href="/documents/laws/other.md#dieu-7">Bản hợp nhất</a>' in page
