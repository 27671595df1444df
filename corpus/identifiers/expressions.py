"""Identifiers of every level as one value: work, expression, manifestation, and a provision of any of them.

    vn/qd/ttg/2018/950                                   a work
    vn/luat/qh13/2014/50@vi:2021-01-01                   an expression: its text in one language, valid from a day
    kr/act/010719@ko:2020-02-27.1f4a09bc                 a manifestation: one stored file, by the beginning of its SHA-256
    vn/nd/cp/2025/269#dieu-8.khoan-2.diem-dd             a provision

After the model of IFLA FRBR.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from corpus.errors import IdentifierError
from corpus.identifiers.anchors import Anchor
from corpus.models import Header, Language

_FORM = re.compile(
    r"(?P<work>(?:vn|kr)(?:/[a-z0-9]+(?:[.-][a-z0-9]+)*){2,8})"
    r"(?:@(?P<language>vi|ko|en|und)(?::(?P<day>\d{4}-\d{2}-\d{2}))?(?:\.(?P<file>[0-9a-f]{8}))?)?"
    r"(?:#(?P<anchor>.*))?"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """What is identified, and how narrowly.

    Attributes:
        work: The law itself.
        language: Of the expression, None for the work in any language.
        valid_from: First day of the expression, ISO 8601; None where it is not known.
        file: First eight hexadecimal digits of the SHA-256 of a file, None for the expression in any file.
        anchor: The provision; empty for the whole.
    """

    work: str
    language: str | None = None
    valid_from: str | None = None
    file: str | None = None
    anchor: Anchor = field(default_factory=Anchor)

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """Read an identifier as printed by `format`.

        Raises:
            IdentifierError: It has none of the forms, or names a day that the calendar does not have.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise IdentifierError(
                f"{text!r} is no identifier such as vn/qd/ttg/2018/950@vi:2018-08-01#dieu-1", text
            )
        if match["day"]:
            _check_day(match["day"], text)
        anchor = Anchor.parse(match["anchor"] or "")
        return cls(match["work"], match["language"], match["day"], match["file"], anchor)

    def format(self) -> str:
        """The identifier; parsing it again gives this value."""
        language = f"@{self.language}" if self.language else ""
        day = f":{self.valid_from}" if self.valid_from else ""
        file = f".{self.file}" if self.file else ""
        anchor = self.anchor.format()
        return f"{self.work}{language}{day}{file}{f'#{anchor}' if anchor else ''}"


def expression_of(header: Header, language: Language) -> Identifier | None:
    """The expression that a document holds, None while its work is not known.

    It is valid from its day of effect; where only the month of that is known, or nothing, it has no day.
    """
    if header.work_id is None:
        return None
    day = header.effective
    return Identifier(header.work_id, language, day if day and len(day) == len("2018-08-01") else None)


def _check_day(day: str, text: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise IdentifierError(
            f"{text!r} names a day that does not exist: write it as 2018-08-01", text
        ) from error
