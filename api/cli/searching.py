"""`vkb search`: the answer to a question, readable in a terminal, whole as JSON."""

from collections.abc import Iterator
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from api.cli.options import AsOf, Home, Json
from api.cli.output import HEAD, SOFT, marked, results, write, write_json
from api.cli.telling import show_answer, status_line
from api.excerpt import excerpt
from api.schemas import Explanation, Header, Hit, SearchRequest, SearchResponse
from api.served import ask_server
from api.settings import Settings, load_settings
from corpus import models
from corpus.errors import InvalidQueryError
from kb.unswept import unswept

_EXCERPT = 320
_INDENT = 4


Question = Annotated[str, typer.Argument(help="Question, words, or the number of a document.")]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar="N", help="Hits at most, 1 to 100.")]
Tongue = Annotated[
    str | None, typer.Option("--lang", metavar="vi|ko|en", help="Only passages in this language.")
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="T", help="Only this type: token, symbol or name; may be repeated."),
]
Issuers = Annotated[
    list[str] | None,
    typer.Option("--issuer", metavar="I", help="Only this issuer: token, symbol or name; may be repeated."),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Issued on or after: 2018, 2018-08, 2018-08-01.")
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Issued on or before, that day included.")
]
Included = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="repealed|pending|unknown",
        help="Search this too, although it is not in force; may be repeated.",
    ),
]


def search(  # noqa: PLR0913 - the options of a command are its parameters
    query: Question,
    *,
    limit: Limit = 10,
    language: Tongue = None,
    types: Types = None,
    issuers: Issuers = None,
    issued_from: From = None,
    issued_to: To = None,
    as_of: AsOf = None,
    include: Included = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Search provisions in Vietnamese, Korean and English, also across languages."""
    request = check_request(
        query=query,
        limit=limit,
        language=language,
        types=tuple(types or ()),
        issuers=tuple(issuers or ()),
        issued_from=issued_from,
        issued_to=issued_to,
        as_of=as_of,
        include=tuple(include or ()),
    )
    settings = load_settings(home=home)
    answer = ask_server(settings, "/v1/search", request, SearchResponse) or _search_here(settings, request)
    if as_json:
        write_json(answer)
    else:
        _show(results(), answer)


def _search_here(settings: Settings, request: SearchRequest) -> SearchResponse:
    from api.opening import open_base  # noqa: PLC0415 -- all that searches, which no server has spared us

    query = request.to_query()
    with unswept(), open_base(settings) as base:
        base.prepare()
        return SearchResponse.of(base.search(query))


def check_request(**parameters: object) -> SearchRequest:
    """The request, checked as over HTTP.

    Raises:
        InvalidQueryError: A value is not allowed.
    """
    try:
        return SearchRequest.model_validate(parameters)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise InvalidQueryError(f"{where} is {problem['input']!r}: {problem['msg']}") from error


def _understood(answer: SearchResponse) -> Iterator[str]:
    """What a reader has to know of how the question was taken."""
    understood = answer.understood
    if understood.slip:
        yield f"Searched for: {understood.searched_for} (typed: {answer.query})"
    for phrase in understood.required if answer.hits else ():
        yield f"Every hit contains “{phrase}” word for word"
    for phrase in understood.unmet:
        yield f"Nothing contains “{phrase}” word for word; found by the words of the question"
    for typed, meant in {**understood.abbreviations, **understood.terms}.items():
        yield f"{typed}: {meant}"


def _show(console: Console, answer: SearchResponse) -> None:
    for line in _understood(answer):
        write(console, Text(line, style=SOFT))
    if answer.reference and not answer.reference.document_ids:
        write(
            console,
            f"No document here answers to {answer.reference.text}; what follows was found by its words.",
        )
    if answer.answer:
        show_answer(console, answer.answer)
        console.print()
    for reason in answer.reasons:
        write(console, f"Nothing {'relevant' if answer.hits else 'found'}: {reason}.")
    if answer.hits and answer.answerable is False:
        console.print()
    for rank, hit in enumerate(answer.hits, start=1):
        _show_hit(console, rank, hit)
    for line in _footnotes(answer):
        write(console, Text(line, style=SOFT))


def _footnotes(answer: SearchResponse) -> Iterator[str]:
    """What a reader may want to know of the search behind the hits."""
    for bridge in answer.bridges:
        said = ", ".join(f"{term.text} → {term.translations[0]}" for term in bridge.terms)
        yield f"Also searched ({bridge.language}): {said}"
    if answer.left_out:
        counts = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in answer.left_out.items())
        yield f"Not in force on {answer.as_of} and left out: {counts} (--include shows them)"
    yield f"{len(answer.hits)} hits in {answer.took_ms:,.0f} ms, generation {answer.generation}"


def _show_hit(console: Console, rank: int, hit: Hit) -> None:
    write(console, Text.assemble((f"{rank:>2}. ", SOFT), (hit.title, HEAD)))
    for line in (_facts(hit.header, hit), " › ".join(hit.path)):
        if line:
            write(console, Text(line, style=SOFT), _INDENT)
    if hit.validity.status != "not_law":
        write(console, status_line(hit.validity), _INDENT)
    spans = [models.Span(span.start, span.end) for span in hit.spans]
    write(console, marked(excerpt(hit.text, 0, spans, _EXCERPT)), _INDENT)
    write(console, Text(f"{hit.score:.2f}  {_why(hit.explanation)}", style=SOFT), _INDENT)
    write(console, Text(hit.provision_id, style=SOFT), _INDENT)
    for duplicate in hit.duplicates:
        write(console, Text(f"the same in {duplicate.title} ({duplicate.provision_id})", style=SOFT), _INDENT)
    console.print()


def _facts(header: Header, hit: Hit) -> str:
    page = f"page {hit.page}" if hit.page else None
    facts = (header.number, header.issuer_name, header.issued, hit.language, page)
    return " · ".join(fact for fact in facts if fact)


def _why(explanation: Explanation) -> str:
    """`named in the query, 7 of 9 words, words #1 (12.300), meaning #4 (0.830)`."""
    found = [
        f"{name} #{evidence.rank} ({evidence.score:.3f})"
        for name, evidence in (("words", explanation.lexical), ("meaning", explanation.dense))
        if evidence
    ]
    named = ["named in the query"] if explanation.from_reference else []
    if explanation.of_cited_law and not named:
        named = ["of a law that the query cites"]
    covered = explanation.coverage
    words = [f"{covered.matched} of {covered.asked} words"] if covered and covered.asked else []
    return ", ".join([*named, *words, *found])
