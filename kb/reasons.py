"""Why an answer is empty or weak: an empty list with no reason is no answer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.identifiers import issuer_name, predecessors, successors
from corpus.models import Language
from indexer.models import Clause, Filters
from indexer.seams import SearchBackend
from kb.models import Hit
from kb.query import Query
from kb.timeline.models import Exclusion


def reasons_for_nothing(
    backend: SearchBackend, query: Query, day: str, left_out: Exclusion, required: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Sentences that say what kept a query from finding anything.

    Dense retrieval finds something in every passage, so nothing is found only where nothing may be searched, or where an exact phrase
    stands nowhere.

    Args:
        backend: The generation.
        query: The query.
        day: The day whose law was searched.
        left_out: What did not hold on it.
        required: Exact phrases that hits have to contain.
    """
    if not backend.languages:
        return ("this knowledge base holds no passages yet",)
    if missing := tuple(_phrase_reasons(backend, query, required)):
        return missing
    return (
        *_language_reasons(backend, query),
        *(_validity_reasons(backend, query, day, left_out) or _filter_reasons(backend, query.filters)),
    )


def _phrase_reasons(backend: SearchBackend, query: Query, required: tuple[str, ...]) -> Iterator[str]:
    """Phrases that no passage in the language asked for contains, each for itself or all together."""
    languages = (query.language,) if query.language else backend.languages
    missing = [phrase for phrase in required if not _contained(backend, (phrase,), languages)]
    where = f" in {query.language}" if query.language else ""
    for phrase in missing:
        yield f"no passage{where} contains the exact phrase “{phrase}”: leave out its quotes to search for its words"
    if len(required) > 1 and not missing and not _contained(backend, required, languages):
        yield f"no passage{where} contains all {len(required)} exact phrases together"


def _contained(backend: SearchBackend, phrases: tuple[str, ...], languages: Sequence[Language]) -> bool:
    limits = Filters(phrases=phrases)
    clauses = [Clause.of(phrase) for phrase in phrases]
    return any(backend.lexical(clauses, language, limits, 1) for language in languages)


def reasons_for_weak(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Sentences that say why hits are not taken for an answer.

    Args:
        hits: At least one, of a query that nothing seems to answer.
    """
    covered = [hit.explanation.coverage for hit in hits if hit.explanation.coverage]
    best = max(covered, key=lambda one: one.share, default=None)
    words = f": none holds more than {best.matched} of the {best.asked} words of the question" if best else ""
    return (f"nothing here seems to answer this; the {len(hits)} hits are weak matches{words}",)


def _language_reasons(backend: SearchBackend, query: Query) -> Iterator[str]:
    if query.language and query.language not in backend.languages:
        held = ", ".join(
            f"{backend.manifest.passages[language]} in {language}" for language in backend.languages
        )
        yield f"no passage is in {query.language}; this knowledge base has {held}"


def _filter_reasons(backend: SearchBackend, filters: Filters) -> Iterator[str]:
    remaining = len(backend.documents(filters))
    if remaining:
        total = len(backend.documents())
        if remaining < total:
            yield f"{remaining} of {total} documents pass the filters, none with a passage in the language asked for"
        return
    for name, without in _relaxed(filters):
        count = len(backend.documents(without))
        yield f"no document passes the filter on {name}" + (
            f"; without it {count} would" if count else ", nor the other filters"
        )
    yield from _succession_reasons(backend, filters)


def _succession_reasons(backend: SearchBackend, filters: Filters) -> Iterator[str]:
    """Documents of bodies that an issuer continues, or that continue it: a document keeps the issuer printed on it."""
    for token in filters.issuers:
        for place, others in (("before", predecessors(token)), ("after", successors(token))):
            for other in others:
                count = len(backend.documents(replace(filters, issuers=(other,))))
                if count:
                    yield f"{count} would of {issuer_name(other)} ({other}), which came {place} {issuer_name(token)}"


def _validity_reasons(backend: SearchBackend, query: Query, day: str, left_out: Exclusion) -> list[str]:
    """What passes the filters but was not in force on the day."""
    passing = [record.document_id for record in backend.documents(query.filters)]
    statuses = Counter(left_out.statuses[name] for name in passing if name in left_out.statuses)
    if not statuses:
        return []
    found = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    return [
        f"nothing in force on {day} matched; {statuses.total()} of {len(passing)} documents were left out ({found}): include repealed, "
        "pending or unknown law, or ask for another day"
    ]


def _relaxed(filters: Filters) -> Iterator[tuple[str, Filters]]:
    """For each filter in use its name and the filters without it."""
    if filters.types:
        yield f"type ({', '.join(filters.types)})", replace(filters, types=())
    if filters.issuers:
        yield f"issuer ({', '.join(filters.issuers)})", replace(filters, issuers=())
    if filters.issued_from or filters.issued_to:
        period = f"{filters.issued_from or '…'} to {filters.issued_to or '…'}"
        yield f"date of issue ({period})", replace(filters, issued_from=None, issued_to=None)
