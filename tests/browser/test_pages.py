"""The pages in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

pytestmark = pytest.mark.browser

MOBILE = {"width": 360, "height": 740}


def test_a_newcomer_searches_reads_and_returns(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Search the law and policy")
    page.get_by_role("searchbox").fill("trung tâm điều hành")
    page.keyboard.press("Enter")
    hits = page.locator(".hit")
    expect(hits.first).to_contain_text("101/QĐ-TTg")
    mark = hits.first.locator("mark").first
    expect(mark).to_be_visible()
    assert mark.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 229, 138)"
    hits.first.get_by_role("link").first.click()
    expect(page).to_have_url(page.url)
    provision = page.locator("#dieu-1")
    expect(provision).to_be_in_viewport()
    assert provision.evaluate("node => node.matches(':target')")
    expect(provision.locator("mark").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("trung tâm điều hành")
    expect(hits.first).to_be_visible()


def test_an_example_is_one_click(open_page: OpenPage) -> None:
    page = open_page(locale="ko-KR")
    page.goto("/")
    page.locator(".examples a").first.click()
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_filters_narrow_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/?query=đô thị 스마트도시")
    expect(page.locator(".hit", has_text="법률 제99999호").first).to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Document language").select_option("vi")
    page.get_by_label("Document type").select_option("qd")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hit", has_text="101/QĐ-TTg").first).to_be_visible()
    expect(page.locator(".hit", has_text="법률 제99999호")).to_have_count(0)
    expect(page.get_by_label("Document type")).to_have_value("qd")
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator(".hit", has_text="법률 제99999호").first).to_be_visible()


def test_the_explanation_opens(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/?query=đô thị thông minh")
    details = page.locator(".hit").first.locator("details", has_text="Why this result?")
    expect(details.get_by_role("table")).to_be_hidden()
    details.locator("summary").click()
    expect(details.get_by_role("row", name="Words")).to_be_visible()


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.get_by_role("searchbox").focus()
    outline = page.get_by_role("searchbox").evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize(
    "path", ["/", "/?query=đô thị thông minh", "/documents", "/documents/laws/decision.md"]
)
def test_a_phone_never_scrolls_sideways(open_page: OpenPage, path: str) -> None:
    page = open_page(viewport=MOBILE, is_mobile=True, has_touch=True)
    page.goto(path)
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= MOBILE["width"]


def test_dark_is_dark(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    page.goto("/?query=đô thị thông minh")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 29)"


def test_without_scripts_everything_works(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/?query=스마트도시")
    page.locator(".hit a").first.click()
    expect(page.locator(".provision:target")).to_be_visible()
    page.get_by_role("link", name="Back to search").click()
    expect(page.get_by_role("searchbox")).to_be_visible()
