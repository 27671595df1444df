"""What a Vietnamese citation identifies: the work, or the pattern of what is known of it."""

from dataclasses import replace

from corpus.citations.models import Citation
from corpus.citations.vietnamese.symbols import issuer_slug
from corpus.identifiers.issuers import issuers_by_symbol
from corpus.identifiers.numbers import is_local

_TERMED = ("QH", "UBTVQH")
_PARTY = frozenset({"TW", "VPTW", "BTCTW", "BTGTW", "UBKTTW", "BNCTW", "BDVTW", "BKTTW"})
_ONLY_GOVERNMENT_SINCE = 1993
"""Decrees are made by the Government alone, since it took over from the Council of Ministers."""


def identified(citation: Citation, place: str | None = None) -> Citation:
    """The citation with its identity, or with the pattern of one; never an identity with a guessed part.

    Args:
        citation: With type, number, year and issuers as far as they are said.
        place: Token of the province or city that a local body belongs to, where the text says it.
    """
    if citation.id or citation.id_pattern or citation.number is None:
        return citation
    number = citation.number.lower().lstrip("0") or "0"
    if citation.type == "nd" and not citation.issuers and (citation.year or 0) >= _ONLY_GOVERNMENT_SINCE:
        citation = replace(citation, issuers=("CP",))
    issuers = [_issuer(body, place) for body in citation.issuers]
    year = str(citation.year) if citation.year else "*"
    identity = f"vn/{citation.type or '*'}/{'.'.join(issuers) or '*'}/{year}/{number}"
    if "*" in identity or not all(map(_known, citation.issuers)):
        return replace(citation, id_pattern=identity)
    return replace(citation, id=identity)


def _issuer(body: str, place: str | None) -> str:
    return f"{issuer_slug(body)}-{place or '*'}" if is_local(body) else issuer_slug(body)


def _known(body: str) -> bool:
    """Whether the tables know the body; one of the Assembly needs its term."""
    if is_local(body) or body in _PARTY or body in issuers_by_symbol():
        return body not in _TERMED
    return body.rstrip("0123456789") in _TERMED
