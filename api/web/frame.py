"""What every page has around its content: interface language, links that keep it, and what the knowledge base holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

from api.web.labels import UI_LANGUAGES, Labels, UiLanguage, choose_language

Parameters = Mapping[str, str | Sequence[str]]

_NAMES: Mapping[UiLanguage, str] = {"vi": "Tiếng Việt", "ko": "한국어", "en": "English"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the footer says of the knowledge base.

    Attributes:
        documents: Number of documents.
        generation: Number of the generation the page was made from.
    """

    documents: int
    generation: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page.

    Attributes:
        labels: The words of the interface language.
        ui: The interface language asked for in the address; empty when the browser's preference decided.
        path: Path of this page, as the browser sent it.
        parameters: Name and value of each query parameter of this page, in order.
        holdings: What the knowledge base holds; None when it is not open.
    """

    labels: Labels
    ui: str
    path: str
    parameters: tuple[tuple[str, str], ...]
    holdings: Holdings | None

    @property
    def languages(self) -> Iterator[tuple[UiLanguage, str]]:
        """The interface languages and what each calls itself."""
        return ((language, _NAMES[language]) for language in UI_LANGUAGES)

    def switch(self, language: UiLanguage) -> str:
        """This page in another interface language."""
        kept = [(name, value) for name, value in self.parameters if name != "ui"]
        return f"{self.path}?{urlencode([*kept, ('ui', language)])}"

    def link(self, path: str, parameters: Parameters | None = None, anchor: str = "") -> str:
        """An address on this site that keeps the interface language; parameters without a value are left out.

        The path is percent-encoded here, the slashes kept.
        """
        wanted = {name: value for name, value in (parameters or {}).items() if value}
        if self.ui:
            wanted["ui"] = self.ui
        query = f"?{urlencode(wanted, doseq=True)}" if wanted else ""
        return quote(path) + query + (f"#{quote(anchor)}" if anchor else "")

    def document(self, document_id: str, anchor: str = "", parameters: Parameters | None = None) -> str:
        """The reading page of a document, at a provision."""
        return self.link(f"/documents/{document_id}", parameters, anchor)


def frame_of(request: Request, holdings: Holdings | None) -> Frame:
    """The frame of the page that this request asks for."""
    asked = request.query_params.get("ui")
    language = choose_language(asked, request.headers.get("accept-language", ""))
    return Frame(
        labels=Labels(language),
        ui=language if asked == language else "",
        path=quote(request.url.path, safe="/%"),
        parameters=tuple(request.query_params.multi_items()),
        holdings=holdings,
    )
