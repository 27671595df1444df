"""Document numbers: the printed forms of both countries as one value.

Vietnamese forms (Decree 30/2020/NĐ-CP, Appendix I; Law on normative documents; Guideline 36-HD/VPTW for the Party):

- A, normative: ``269/2025/NĐ-CP``, ``64/2025/QH15``, ``37/2012/TTLT-BLĐTBXH-BYT``, ``66.22/2026/NQ-CP``
- B, administrative: ``950/QĐ-TTg``, ``36a/NQ-CP``, ``26/VBHN-VPQH``
- C, official letter: ``2353/BXD-PTĐT``
- D, Party: ``14-KL/TW``
- E, standard: ``QCVN 06:2022/BXD``, ``QCVN 07-2:2023/BXD``, ``TCVN 6909:2001``, ``TCVN ISO 37122:2020``

Korean forms: ``법률 제16631호``, ``국토교통부령 제894호``, ``국토교통부고시 제2025-168호``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from corpus.errors import IdentifierError
from corpus.identifiers.issuers import issuer_token, issuers_by_symbol
from corpus.identifiers.types import type_token, types_by_symbol
from corpus.normalize import clean, fold, key

Form = Literal["A", "B", "C", "D", "E", "K"]

_DASH = re.compile("[\u2010-\u2015\u2212]")
_SEPARATOR = re.compile(r"\s*([/:-])\s*")
_SYMBOL = r"[^\W\d_][^\W\d_&]*(?:&[^\W\d_]+)*\d{0,2}"
_SYMBOLS = rf"{_SYMBOL}(?:-{_SYMBOL})*"
_NUMBER = r"\d{1,5}(?:\.\d{1,3})?[a-zA-ZđĐ]?"
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("A", re.compile(rf"(?P<number>{_NUMBER})/(?P<year>(?:19|20)\d\d)/(?P<symbol>{_SYMBOLS})")),
    ("D", re.compile(rf"(?P<number>\d{{1,4}}[a-z]?)-(?P<symbol>[^\W\d_]+/{_SYMBOLS})")),
    (
        "E",
        re.compile(
            r"(?P<series>(?:QCVN|QCĐP|TCVN)(?: (?:ISO|IEC|ISO/IEC))?) ?(?P<number>\d+(?:-\d+)*)"
            rf"(?::(?P<year>(?:19|20)\d\d))?(?:/(?P<symbol>{_SYMBOLS}))?",
            re.IGNORECASE,
        ),
    ),
    (
        "K",
        re.compile(
            r"(?P<symbol>[가-힣]* ?(?:법률|령|고시|훈령|예규|공고|지침|조례|규칙)) ?제? ?"
            r"(?:(?P<year>(?:19|20)\d\d)-)?(?P<number>\d{1,6})호"
        ),
    ),
    ("B", re.compile(rf"(?P<number>{_NUMBER})/(?P<symbol>{_SYMBOLS})")),
)
_TERM = re.compile(r"(UBTVQH|QH)\d{1,2}")
_KOREAN_KIND = re.compile("(대통령령|총리령|법률|부령|고시|훈령|예규|공고|지침|조례|규칙)$")
_PROMULGATION = re.compile(r"(?:제\s?)?0{0,5}(?P<number>(?:\d{4}-)?\d{1,6})(?:\s?호)?")
_NAMES_ITS_BODY = re.compile(
    r"법률|헌법|대통령령|총리령|[가-힣]+부령|[가-힣]+(?:고시|훈령|예규|공고|지침|조례|규칙)"
)
_LOCAL_SYMBOLS = ("UBND", "HĐND")
_SYMBOLS_IN_MEMORY = 1_024
_DEPARTMENT = re.compile(
    r"S(?:XD|TTTT|KHCN|KH&CN|KHĐT|KH&ĐT|TC|NV|TNMT|TN&MT|NNMT|GTVT|GDĐT|GD&ĐT|YT|CT|NN|NNPTNT|NN&PTNT|LĐTBXH|VHTTDL|VHTT|VH&TT|TP|DL|QHKT|DTTG)"
)
"""Symbols of provincial departments: ``SXD`` is the Department of Construction of the province that the text names."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of a document, as printed, and what its symbol says.

    Attributes:
        form: Which of the forms it has.
        number: The running number as printed, leading zeros and letters kept: ``06``, ``36a``, ``07-2``.
        year: The year inside the number, None where the form has none.
        symbol: What follows or leads the number: ``QĐ-TTg``, ``QH15``, ``BXD-PTĐT``, ``NQ/TW``, ``BXD``, ``국토교통부고시``.
        series: ``QCVN``, ``TCVN ISO`` … for standards, else empty.
    """

    form: Form
    number: str
    year: int | None
    symbol: str
    series: str = ""

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a number that is alone in its text; spaces, dashes and lost accents of symbols are put right.

        ``950 / qd – ttg`` → ``950/QĐ-TTg``, ``269/2025/ND-CP`` → ``269/2025/NĐ-CP``.

        Raises:
            IdentifierError: The text has none of the forms.
        """
        tidy = _SEPARATOR.sub(r"\1", _DASH.sub("-", " ".join(clean(text).text.split())))
        for form, pattern in _FORMS:
            match = pattern.fullmatch(tidy)
            if match:
                return cls._of(form, match.groupdict())
        raise IdentifierError(f"{text!r} is no document number such as 950/QĐ-TTg or 법률 제16631호", text)

    @classmethod
    def _of(cls, form: Form, said: dict[str, str | None]) -> "DocumentNumber":
        symbol = printed_symbol((said["symbol"] or "").replace(" ", ""))
        year = said.get("year")
        if form == "B" and _leading_issuer(symbol):
            form = "C"
        return cls(
            form,
            said["number"] or "",
            int(year) if year else None,
            symbol,
            (said.get("series") or "").upper(),
        )

    def format(self) -> str:
        """The number as it is printed; parsing it again gives this value."""
        if self.form == "E":
            code = f"{self.series} {self.number}" + (f":{self.year}" if self.year else "")
            return f"{code}/{self.symbol}" if self.symbol else code
        if self.form == "K":
            return f"{self.symbol} 제{f'{self.year}-' if self.year else ''}{self.number}호"
        if self.form == "D":
            return f"{self.number}-{self.symbol}"
        return "/".join([self.number, *([str(self.year)] if self.year else []), self.symbol])

    @property
    def plain_number(self) -> str:
        """The running number without leading zeros; standards keep their printed code."""
        return self.number if self.form == "E" else self.number.lstrip("0") or "0"

    @property
    def type(self) -> str | None:
        """Token of the type, None where the symbol does not say (``QH15`` is a law, a code or a resolution)."""
        if self.form == "C":
            return "cv"
        if self.form == "E":
            return type_token(self.series.split()[0])
        if self.form == "K":
            return korean_type(self.symbol)
        return type_token(self._parts()[0])

    @property
    def issuers(self) -> tuple[str, ...]:
        """Tokens of the issuing bodies in printed order; ``ubnd`` and ``hdnd`` without the place that they need.

        National Assemblies carry their term: ``qh15``.
        """
        if self.form == "K":
            return korean_issuers(self.symbol)
        parts = self._parts()
        if _TERM.fullmatch(parts[0]):
            return (parts[0].lower(),)
        listed = parts[:1] if self.form in {"C", "E"} else parts[1:]
        return tuple(issuer_token(part) or slug(part) for part in listed if part)

    @property
    def issuer_slugs(self) -> tuple[str, ...]:
        """The issuing bodies as identities write them: their printed symbols, so ``BGD`` stays ``bgd`` where it is printed."""
        if self.form == "K":
            return self.issuers
        parts = self._parts()
        listed = parts[:1] if self.form in {"C", "E"} or _TERM.fullmatch(parts[0]) else parts[1:]
        return tuple(slug(part) for part in listed if part)

    def _parts(self) -> list[str]:
        return re.split("[-/]", self.symbol)


@lru_cache(maxsize=_SYMBOLS_IN_MEMORY)
def korean_type(symbol: str) -> str | None:
    """The token of a Korean kind: ``국토교통부령`` → mo, ``국토교통부고시`` → gosi."""
    kind = _KOREAN_KIND.search(symbol)
    return type_token(kind[1]) if kind else None


def korean_number(kind: str, number: str, body: str) -> str | None:
    """A Korean number from what registers keep apart; None without a kind or a number of the usual forms.

    Args:
        kind: ``법률``, ``국토교통부령``, or a kind that needs its body: ``부령``, ``고시``.
        number: Promulgation number: ``16631``, ``2025-168``, also ``제16631호``.
        body: The ministry or local body, the first of several counts: ``국토교통부``.
    """
    digits = _PROMULGATION.fullmatch(number)
    if digits is None or not kind:
        return None
    if not _NAMES_ITS_BODY.fullmatch(kind):
        first = body.split(",", maxsplit=1)[0].replace(" ", "")
        kind = f"{first}령" if kind == "부령" else f"{first}{kind}"
    return f"{kind} 제{digits['number']}호"


def implied_issuers(type_token: str | None) -> tuple[str, ...]:
    """The body that alone makes documents of a Korean type: act → assembly, pd → president, om → prime-minister."""
    body = {"act": "assembly", "pd": "president", "om": "prime-minister"}.get(type_token or "")
    return (body,) if body else ()


def korean_issuers(symbol: str) -> tuple[str, ...]:
    """The issuing body that a Korean kind names or implies: ``국토교통부령`` → molit, ``법률`` → assembly."""
    kind = _KOREAN_KIND.search(symbol)
    if kind is None:
        return ()
    body = symbol.removesuffix("령") if kind[1] == "부령" else symbol[: kind.start()]
    token = issuer_token(body) if body else None
    return (token,) if token else implied_issuers(korean_type(symbol))


def printed_symbol(symbol: str) -> str:
    """A symbol as the tables print it, part by part: ``qd-ttg`` → ``QĐ-TTg``; parts outside them in capitals if typed small."""
    return re.sub(r"[^-/]+", lambda part: _printed_part(part[0]), symbol)


def _printed_part(part: str) -> str:
    if part in types_by_symbol() or part in issuers_by_symbol() or _TERM.fullmatch(part):
        return part
    typed_bare = part.isascii()
    known = (_symbols_by_bare_form() if typed_bare else _symbols_by_small_form()).get(part.lower())
    return known or (part.upper() if part.islower() else part)


@cache
def _symbols_by_small_form() -> Mapping[str, str]:
    return {symbol.lower(): symbol for symbol in (*issuers_by_symbol(), *types_by_symbol())}


@cache
def _symbols_by_bare_form() -> Mapping[str, str | None]:
    """Symbols by what is typed without accents; None where two symbols share it (``hd``, ``da``, ``tw``)."""
    found: dict[str, str | None] = {}
    for symbol in (*types_by_symbol(), *issuers_by_symbol(), *_LOCAL_SYMBOLS):
        bare = fold(symbol).text
        found[bare] = symbol if found.get(bare, symbol) == symbol else None
    return found


def _leading_issuer(symbol: str) -> bool:
    """Whether a symbol begins with a body and goes on with one of its units: ``BXD-PTĐT``, but ``QĐ-TTg`` does not."""
    first, dash, _ = symbol.partition("-")
    return bool(dash) and first not in types_by_symbol() and (first in issuers_by_symbol() or is_local(first))


def is_local(symbol: str) -> bool:
    """Whether a symbol names a body that each province has: ``UBND``, ``HĐND``, ``SXD``."""
    return symbol in _LOCAL_SYMBOLS or is_department(symbol)


def is_department(symbol: str) -> bool:
    """Whether a symbol names a department of a province: ``SXD``."""
    return _DEPARTMENT.fullmatch(symbol) is not None


def slug(symbol: str) -> str:
    """A symbol in identifiers: accents and ``&`` dropped, small letters: ``BKH&ĐT`` → ``bkhdt``."""
    return re.sub(r"[^\w]+", "-", fold(symbol).text.replace("&", "")).strip("-")


def number_key(number: str) -> str:
    """The form in which two prints of one number are equal.

    Case, dashes, spaces, ``&`` and leading zeros do not count, đ does: ``02/CT-TTg`` and ``2/ct–ttg`` are one,
    ``5/HĐ-X`` and ``5/HD-X`` are two. A text that is no number is only case folded and stripped of spaces.
    """
    try:
        parsed = DocumentNumber.parse(number)
    except IdentifierError:
        return key(number).text.replace(" ", "")
    plain = DocumentNumber(
        parsed.form, parsed.plain_number, parsed.year, parsed.symbol.replace("&", ""), parsed.series
    )
    return key(plain.format()).text.replace(" ", "")
