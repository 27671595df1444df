"""Keys: what a document can be called by, and what a citation calls for, written the same way.

    vn/qd/ttg/2018/950               identity
    vn/qd/ttg/*/950                  identity without its year, which administrative numbers do not print
    kr/act/<law id>, kr/prom/act/16631
    title:vn:luat:dautu:2020         title, with and without the year
    title:vn:luat:dautu
    title:kr:주택법시행령              a Korean title in its present form

A citation can mean a document when they share a key; whether it does, their years, types, issuers and dates have to agree on.
"""

import re
from collections.abc import Iterator

from corpus.citations.models import Citation
from corpus.errors import IdentifierError
from corpus.identifiers.numbers import DocumentNumber
from corpus.identifiers.titles import full_title, title_key
from corpus.identifiers.types import type_name, types_by_token
from corpus.identifiers.works import promulgation_id
from corpus.models import Header

_YEAR = re.compile(r"^(vn/[^/]+/[^/]+)/\d{4}/")
_PARTS = 5
"""Parts of ``vn/qd/bxd/2022/388``."""
_REMARK = re.compile(r"(?<=\S)\s*\([^()]{0,80}\)\s*$")
"""A remark on the edition behind a title, which is none of it: `(요약)`, `(trích: Điều 1-4)`."""
_HANGUL = re.compile(r"[가-힣]")
_KOREAN = re.compile("[\u1100-\u11ff가-힣]")
"""A letter of Korean, composed or not."""
_OF_ASSEMBLY = ("boluat", "luat", "pl")
_SUBORDINATE = re.compile(r"\s*(시행령|시행규칙)$")


def work_keys(header: Header) -> tuple[str, ...]:
    """What a document can be called by, the surest first; empty when it has neither number nor title.

    Args:
        header: What the document says of itself.
    """
    found = [
        *_identities(header.work_id),
        *_promulgation(header),
        *(key for alias in header.aliases for key in _disputed(alias, header)),
        *title_keys(header),
    ]
    return tuple(dict.fromkeys(found))


def title_keys(header: Header) -> tuple[str, ...]:
    """What a document can be called by its title, the surest first; those of `work_keys` that begin with `title:`."""
    year = int(header.issued[:4]) if header.issued else None
    return tuple(_titles(_REMARK.sub("", header.title or ""), _kind(header), year))


def citation_keys(citation: Citation) -> tuple[str, ...]:
    """What a citation calls for, the surest first; empty when it names no document of itself.

    Args:
        citation: As the text makes it.
    """
    found = [
        *_identities(citation.id or citation.id_pattern),
        *_titles(citation.title, citation.type, citation.year),
    ]
    return tuple(dict.fromkeys(found))


def _kind(header: Header) -> str | None:
    """The type of a document. A number such as `100/2015/QH13` does not tell a code from a law; the title behind it does."""
    if not header.number or header.type not in {None, "luat"}:
        return header.type
    title = title_key(header.title or "")
    return next((kind for kind in _OF_ASSEMBLY if title.startswith(title_key(type_name(kind)))), header.type)


def _identities(identity: str | None) -> Iterator[str]:
    if identity:
        yield identity
        yield _YEAR.sub(r"\1/*/", identity)


def _disputed(alias: str, header: Header) -> Iterator[str]:
    """The identities that a work would have under another number that sources print for it."""
    try:
        number = DocumentNumber.parse(alias)
    except IdentifierError:
        return
    parts = (header.work_id or "").split("/")
    if len(parts) == _PARTS and number.type in {None, parts[1]}:
        yield from _identities("/".join([*parts[:-1], number.plain_number.lower()]))


def _promulgation(header: Header) -> Iterator[str]:
    printed = header.number or ""
    if not _KOREAN.search(printed):
        return
    try:
        number = DocumentNumber.parse(printed)
    except IdentifierError:
        return
    event = promulgation_id(number)
    if event:
        yield event


def _titles(title: str | None, type_token: str | None, year: int | None) -> Iterator[str]:
    if not title:
        return
    if _HANGUL.search(title):
        yield f"title:kr:{title_key(_present(title))}"
        return
    present = full_title(title)
    if present:  # a Korean law by its English name
        yield f"title:kr:{title_key(present)}"
        return
    entry = types_by_token().get(type_token or "")
    if entry is None or entry.country != "vn":
        return
    bare = f"title:vn:{entry.token}:{title_key(title).removeprefix(title_key(type_name(entry.token)))}"
    if year:
        yield f"{bare}:{year}"
    yield bare


def _present(title: str) -> str:
    """A Korean title with the present name of its act: `유비쿼터스도시법 시행령` is the decree of the act that took its place."""
    subordinate = _SUBORDINATE.search(title)
    act = title[: subordinate.start()] if subordinate else title
    return (full_title(act) or act) + (subordinate[1] if subordinate else "")
