"""Two accounts of one header put together: front matter wins, and what they disagree on is told."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import IdentifierError
from corpus.identifiers import DocumentNumber, issuer_name, issuer_token, number_key, type_token, work_id
from corpus.identifiers.types import types_by_token
from corpus.models import Diagnostic, Header

_TERMED = frozenset({"qh", "ubtvqh"})
_FIELDS = ("number", "type", "issuer", "issuer_name", "issued", "effective", "title")


def merge(front: Header, block: Header) -> tuple[Header, tuple[Diagnostic, ...]]:
    """One header of what the front matter and the text's own block say, completed from the tables.

    Front matter that names a number or a type wins; mere properties of a file (title, date) only fill what the text leaves out.

    Raises nothing: a number without any known form is kept as printed and named in a diagnostic.
    """
    named, printed = _named(front), _named(block)
    if block.number and not (front.number or front.type):  # properties of a file, not front matter of a law
        return complete(_first_of(printed, named)), ()
    return complete(_first_of(named, printed)), tuple(_conflicts(named, printed))


def _first_of(first: Header, second: Header) -> Header:
    return Header(**{name: getattr(first, name) or getattr(second, name) for name in _FIELDS})


def _named(account: Header) -> Header:
    """An account with its words turned into tokens; what its number says fills what it leaves out."""
    number = parsed_number(account.number)
    return replace(
        account,
        type=_type(account, number),
        issuer=account.issuer or _issuer(account, number),
    )


def _type(header: Header, number: DocumentNumber | None) -> str | None:
    if header.type in types_by_token():
        return header.type
    return (type_token(header.type) if header.type else None) or (number.type if number else None)


def _issuer(account: Header, number: DocumentNumber | None) -> str | None:
    named = issuer_token(account.issuer_name) if account.issuer_name else None
    return named or (_known_issuer(number) if number else None)


def _known_issuer(number: DocumentNumber) -> str | None:
    """The one body a number names, when the table knows it: ``QH15`` is the National Assembly."""
    tokens = [issuer_token(issuer) for issuer in number.issuers]
    return tokens[0] if len(tokens) == 1 else None


def complete(header: Header) -> Header:
    """The header with everything its number implies, and the identity of the work where nothing is missing."""
    number = parsed_number(header.number)
    issued = header.issued or (str(number.year) if number and number.year else None)
    issuer = header.issuer
    return replace(
        header,
        issued=issued,
        issuer_name=header.issuer_name or (issuer_name(issuer) if issuer else None),
        work_id=work_id(header.type, _identity_issuers(issuer, number), _year(number, issued), number),
    )


def _year(number: DocumentNumber | None, issued: str | None) -> int | None:
    if number and number.year:
        return number.year
    return int(issued[:4]) if issued else None


def _identity_issuers(issuer: str | None, number: DocumentNumber | None) -> tuple[str, ...]:
    """The bodies of the identity as printed, in order; a place where one is needed, a term for the National Assembly."""
    printed = number.issuer_slugs if number else ()
    if number and len(printed) > 1:
        return printed if all(map(issuer_token, number.issuers)) else ()
    if issuer in _TERMED or issuer is None:
        return printed if number and printed and issuer_token(number.issuers[0]) else ()
    return printed if printed and issuer_token(printed[0]) == issuer else (issuer,)


def parsed_number(text: str | None) -> DocumentNumber | None:
    """The number as a value, None where it has none of the known forms."""
    try:
        return DocumentNumber.parse(text) if text else None
    except IdentifierError:
        return None


def _conflicts(front: Header, block: Header) -> Iterator[Diagnostic]:
    if front.number and block.number and number_key(front.number) != number_key(block.number):
        yield _conflict("number", front.number, block.number)
    for name in ("type", "issuer"):
        said, printed = getattr(front, name), getattr(block, name)
        if said and printed and said != printed and not _same_kind(said, printed):
            yield _conflict(name, said, printed)
    for name in ("issued", "effective"):
        said, printed = getattr(front, name), getattr(block, name)
        if said and printed and not (said.startswith(printed) or printed.startswith(said)):
            yield _conflict(name, said, printed)


def _same_kind(said: str, printed: str) -> bool:
    """A code is a law; the collection's own kinds (``phap-dien``) contain laws."""
    return {said, printed} <= {"luat", "boluat"} and said in types_by_token()


def _conflict(name: str, said: str, printed: str) -> Diagnostic:
    message = (
        f"the front matter gives the {name} as {said}, the text prints {printed}; the front matter is kept"
    )
    return Diagnostic(f"header_{name}_conflict", message)
