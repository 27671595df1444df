"""The search page: the form as it was filled in, and the answer as it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, get_args

from api.excerpt import Piece, excerpt, split_marked
from api.library import Facets
from api.web.frame import Frame
from api.web.labels import EXAMPLES, Labels
from api.web.law_in_time import ShownAnswer, ValidityBadge, shown_answer, validity_badge
from api.web.reading_page import format_marks
from api.web.search_form import Asked
from corpus.identifiers import issuer_name, type_name
from corpus.models import Span
from kb.bridging import Bridge
from kb.models import Evidence, Explanation, Hit, SearchResult
from kb.query import MAX_CHARACTERS, MAX_LIMIT
from kb.timeline.models import Include

_EXCERPT = 420
_PAGE = 10
INCLUDES: tuple[Include, ...] = get_args(Include)


class Choice(NamedTuple):
    """One option of a filter."""

    token: str
    name: str


class Example(NamedTuple):
    """A question to try."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of the filters, named in the interface language where there are names."""

    languages: tuple[Choice, ...] = ()
    types: tuple[Choice, ...] = ()
    issuers: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in place of hits.

    Attributes:
        title: What is the matter.
        text: Why, and what to do.
        command: A command line to type, if one helps.
        bad: Whether something is wrong, not just empty.
    """

    title: str
    text: str
    command: str = ""
    bad: bool = False


class EvidenceRow(NamedTuple):
    """A line of an explanation; no rank where the retriever did not find the provision."""

    name: str
    rank: int | None
    score: float | None


class Elsewhere(NamedTuple):
    """Another place that says the same."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the page shows it; `chance` is in per cent, None where nothing is calibrated."""

    hit: Hit
    href: str
    issuer: str | None
    excerpt: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    shortened: bool
    evidence: tuple[EvidenceRow, ...]
    chance: int | None
    elsewhere: tuple[Elsewhere, ...]
    validity: ValidityBadge | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A search result as the page shows it.

    Attributes:
        generation: The generation that answered.
        took_ms: Milliseconds.
        unresolved: A document named in the question that is not here.
        hits: Best first.
        as_of: The day whose law was searched.
        left_out: What did not hold on it.
        whole: The same search with all that was left out.
        told: What relations and dates say, where the query asks for it.
        bridges: The question's terms in other languages.
        understood: What a reader has to know of how the question was taken.
        weak: Whether the hits do not seem to answer the question.
    """

    generation: int
    took_ms: int
    unresolved: str | None
    hits: tuple[ShownHit, ...]
    as_of: str
    left_out: str
    whole: str
    told: ShownAnswer | None
    bridges: tuple[Bridge, ...]
    understood: tuple[str, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the template shows."""

    ui: str
    asked: Asked
    facets: Choices
    examples: tuple[Example, ...]
    unfiltered: str
    answer: Answer | None = None
    notice: Notice | None = None
    more: str = ""
    max_characters: int = MAX_CHARACTERS
    includes: tuple[Include, ...] = INCLUDES


def search_page(
    asked: Asked,
    facets: Facets | None,
    frame: Frame,
    *,
    result: SearchResult | None = None,
    notice: Notice | None = None,
) -> SearchPage:
    """The page of a filled-in form.

    Args:
        asked: The form.
        facets: What can be filtered by; None while the knowledge base is not open.
        frame: Labels and links.
        result: The answer, if the question could be put.
        notice: What to say in place of hits.
    """
    return SearchPage(
        ui=frame.ui,
        asked=asked,
        facets=_choices(facets, frame.labels) if facets else Choices(),
        examples=tuple(
            Example(text, frame.link("/", {"query": text})) for text in EXAMPLES[frame.labels.language]
        ),
        unfiltered=frame.link("/", {"query": asked.query}),
        answer=_answer(asked, result, frame) if result else None,
        notice=notice,
        more=_more(asked, result, frame) if result else "",
    )


def _choices(facets: Facets, labels: Labels) -> Choices:
    return Choices(
        languages=tuple(Choice(language, labels.say(language)) for language in facets.languages),
        types=_sorted(Choice(token, type_name(token)) for token in facets.types),
        issuers=_sorted(Choice(token, issuer_name(token)) for token in facets.issuers),
    )


def _sorted(choices: Iterator[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: choice.name.casefold()))


def _more(asked: Asked, result: SearchResult, frame: Frame) -> str:
    """A link to more hits, where there may be more."""
    shown = len(result.hits)
    if shown < result.query.query.limit or shown >= MAX_LIMIT:
        return ""
    return frame.link("/", {**asked.parameters(), "limit": str(min(shown + _PAGE, MAX_LIMIT))})


def _answer(asked: Asked, result: SearchResult, frame: Frame) -> Answer:
    return Answer(
        generation=result.generation,
        took_ms=round(result.took_ms),
        unresolved=result.unresolved_reference,
        hits=tuple(_shown(hit, frame) for hit in result.hits),
        as_of=result.as_of,
        left_out=", ".join(_left_out(result, frame.labels)),
        whole=frame.link("/", {**asked.parameters(), "include": INCLUDES}),
        told=shown_answer(result.answer, frame) if result.answer else None,
        bridges=result.bridges,
        understood=tuple(_understood(result, frame.labels)),
        weak=result.answerable is False,
    )


def _understood(result: SearchResult, labels: Labels) -> Iterator[str]:
    asked = result.query
    if asked.slip:
        yield labels.say("searched_for", meant=asked.text, typed=asked.typed)
    for phrase in result.required if result.hits else ():
        yield labels.say("required", phrase=phrase)
    for phrase in result.unmet:
        yield labels.say("unmet", phrase=phrase)
    for typed, meant in asked.expansions.words.items():
        yield labels.say("stands_for", typed=typed, meant=meant)


def _left_out(result: SearchResult, labels: Labels) -> Iterator[str]:
    for status, count in result.left_out.items():
        yield labels.say("left_out_part", count=count, status=labels.say(status).lower())


def _shown(hit: Hit, frame: Frame) -> ShownHit:
    header = hit.header
    stored = [Span(hit.span.start + span.start, hit.span.start + span.end) for span in hit.spans]
    pieces = tuple(excerpt(hit.text, 0, hit.spans, _EXCERPT))
    return ShownHit(
        hit=hit,
        href=frame.document(
            hit.document_id, hit.provision_id.rpartition("#")[2], {"mark": format_marks(stored)}
        ),
        issuer=header.issuer_name or (issuer_name(header.issuer) if header.issuer else None),
        excerpt=pieces,
        passage=tuple(split_marked(hit.text, Span(0, len(hit.text)), hit.spans)),
        shortened=len(hit.text) > _EXCERPT,
        evidence=tuple(_evidence(hit.explanation)),
        chance=None if hit.explanation.relevance is None else round(hit.explanation.relevance * 100),
        elsewhere=tuple(
            Elsewhere(one.title, frame.document(one.document_id, one.provision_id.rpartition("#")[2], {}))
            for one in hit.duplicates
        ),
        validity=validity_badge(hit.validity, frame),
    )


def _evidence(explanation: Explanation) -> Iterator[EvidenceRow]:
    found: tuple[tuple[str, Evidence | None], ...] = (
        ("lexical", explanation.lexical),
        ("dense", explanation.dense),
    )
    for name, evidence in found:
        yield EvidenceRow(name, evidence.rank if evidence else None, evidence.score if evidence else None)
    if explanation.fused is not None:
        yield EvidenceRow("fused", explanation.list_rank, explanation.fused)
