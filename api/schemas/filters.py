"""The filters that searches and lists of documents share."""

from typing import Annotated

from pydantic import Field

from api.schemas.base import Request
from api.vocabulary import resolve_issuers, resolve_types
from corpus.models import Language
from indexer.models import Filters
from kb.query import first_day, last_day

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_MAX_TOKENS = 50


class FilterRequest(Request):
    """What an answer is limited to; what is empty does not limit."""

    language: Annotated[Language | None, Field(description="only this language; null for all")] = None
    types: Annotated[
        tuple[str, ...],
        Field(
            max_length=_MAX_TOKENS,
            description="only these document types, as token, symbol or name",
            examples=[["qd"], ["Nghị định"]],
        ),
    ] = ()
    issuers: Annotated[
        tuple[str, ...],
        Field(
            max_length=_MAX_TOKENS,
            description="only documents of these issuers, as token, symbol or name",
            examples=[["ttg"]],
        ),
    ] = ()
    issued_from: Annotated[
        str | None,
        Field(
            pattern=_DATE,
            description="first day of issue, ISO 8601; a year or a month means its first day",
            examples=["2018-08-01"],
        ),
    ] = None
    issued_to: Annotated[
        str | None,
        Field(
            pattern=_DATE,
            description="last day of issue, included; a year or a month means its last day",
            examples=["2026"],
        ),
    ] = None

    def to_filters(self) -> Filters:
        """The filters as the index takes them; the language is none of them.

        Raises:
            InvalidQueryError: A type or an issuer is unknown, or a date is not in the calendar.
        """
        return Filters(
            types=resolve_types(self.types),
            issuers=resolve_issuers(self.issuers),
            issued_from=first_day(self.issued_from) if self.issued_from else None,
            issued_to=last_day(self.issued_to) if self.issued_to else None,
        )
