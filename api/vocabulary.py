"""Types and issuers as people write them, turned into tokens."""

from collections.abc import Callable, Iterable, Mapping

from corpus.errors import InvalidQueryError
from corpus.identifiers import issuer_name, issuer_token, type_name, type_token
from corpus.identifiers.issuers import issuers_by_token
from corpus.identifiers.types import types_by_token


def resolve_types(names: Iterable[str]) -> tuple[str, ...]:
    """Tokens of document types given as token, symbol or name: `qd`, `QĐ`, `Quyết định`, `법률`.

    Raises:
        InvalidQueryError: One is in no table, or may mean two types; the message lists the known ones.
    """
    known = {token: entry.name for token, entry in types_by_token().items()}
    return tuple(_resolve(name, type_name, type_token, "document type", known) for name in names)


def resolve_issuers(names: Iterable[str]) -> tuple[str, ...]:
    """Tokens of issuers given as token, symbol or name: `ttg`, `Thủ tướng Chính phủ`, `UBND thành phố Hà Nội`, `국토교통부`.

    Raises:
        InvalidQueryError: One is in no table, or its place is missing; the message lists the known ones.
    """
    known = {token: entry.name for token, entry in issuers_by_token().items()}
    return tuple(_resolve(name, issuer_name, issuer_token, "issuer", known) for name in names)


def _resolve(
    word: str,
    name_of: Callable[[str], str],
    token_of: Callable[[str], str | None],
    noun: str,
    known: Mapping[str, str],
) -> str:
    # A token of the table has a name of its own; anything else is returned as its own name.
    token = word if name_of(word) != word else token_of(word)
    if token is None:
        listed = ", ".join(f"{token} ({name})" for token, name in known.items())
        raise InvalidQueryError(f"{word!r} names no {noun}: use one of {listed}")
    return token
