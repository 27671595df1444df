"""The form of the search page, as it stands in an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was filled in; an empty field is an empty string."""

    query: str
    language: str
    types: tuple[str, ...]
    issuers: tuple[str, ...]
    issued_from: str
    issued_to: str
    as_of: str
    include: tuple[str, ...]
    limit: str

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        narrowed = self.language or self.types or self.issuers or self.issued_from or self.issued_to
        return bool(narrowed or self.as_of or self.include)

    def parameters(self) -> dict[str, str | Sequence[str]]:
        """What was filled in, under the names of a search request."""
        fields: Mapping[str, str | Sequence[str]] = {
            "query": self.query,
            "language": self.language,
            "types": self.types,
            "issuers": self.issuers,
            "issued_from": self.issued_from,
            "issued_to": self.issued_to,
            "as_of": self.as_of,
            "include": self.include,
            "limit": self.limit,
        }
        return {name: value for name, value in fields.items() if value}


def read_form(parameters: QueryParams) -> Asked:
    """The form from the address; white space around a value means nothing."""

    def one(name: str) -> str:
        return parameters.get(name, "").strip()

    def many(name: str) -> tuple[str, ...]:
        return tuple(value.strip() for value in parameters.getlist(name) if value.strip())

    return Asked(
        query=one("query"),
        language=one("language"),
        types=many("types"),
        issuers=many("issuers"),
        issued_from=one("issued_from"),
        issued_to=one("issued_to"),
        as_of=one("as_of"),
        include=many("include"),
        limit=one("limit"),
    )
