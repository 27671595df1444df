"""Identities of works: ``vn/<type>/<issuer>/<year>/<number>`` and what Korea gives instead.

    vn/qd/ttg/2018/950      vn/luat/qh15/2025/64     vn/qd/ubnd-ha-noi/2026/2280     vn/nq/tw/2016/5
    vn/qcvn/bxd/2022/06     vn/tcvn/2020/iso-37122   vn/ttlt/bldtbxh.byt/2012/37
    kr/gosi/molit/2025-168  kr/prom/act/16631        kr/act/<law id>

A number alone is no identity: 1755/QĐ-TTg exists in 2010 and in 2016. Where one part is unknown there is no identity.
"""

from collections.abc import Sequence

from corpus.identifiers.numbers import DocumentNumber, is_department
from corpus.identifiers.types import types_by_token

_NEEDS_PLACE = frozenset({"ubnd", "hdnd", "tu"})
_CODES_WITHOUT_ISSUER = frozenset({"tcvn"})


def work_id(
    type_token: str | None, issuers: Sequence[str], year: int | None, number: DocumentNumber | None
) -> str | None:
    """The identity of a work, None while type, issuer, place, year or number is unknown.

    Args:
        type_token: Token of the type table.
        issuers: Tokens of the bodies in printed order; a National Assembly with its term (``qh15``).
        year: Year of issue.
        number: The parsed number.
    """
    entry = types_by_token().get(type_token or "")
    if entry is None or number is None:
        return None
    if entry.country == "kr":
        return _korean_id(entry.token, issuers, number)
    if (
        year is None
        or _NEEDS_PLACE.intersection(issuers)
        or any(map(is_department, number.symbol.split("-")))
    ):
        return None
    if entry.token in _CODES_WITHOUT_ISSUER:
        return f"vn/{entry.token}/{year}/{_code(number)}"
    return f"vn/{entry.token}/{'.'.join(issuers)}/{year}/{_code(number)}" if issuers else None


def _code(number: DocumentNumber) -> str:
    series = number.series.lower().split()[1:]
    return "-".join([*series, number.plain_number.lower()])


def _korean_id(type_token: str, issuers: Sequence[str], number: DocumentNumber) -> str | None:
    """Administrative rules are known by agency and number; acts and decrees only by their law id, which no text prints."""
    if type_token not in {"gosi", "gonggo", "hullyeong", "yegyu", "jichim", "jorye"} or not issuers:
        return None
    series = f"{number.year}-{number.plain_number}" if number.year else number.plain_number
    return f"kr/{type_token}/{issuers[0]}/{series}"


def promulgation_id(number: DocumentNumber) -> str | None:
    """The event that a Korean promulgation number names: ``법률 제16631호`` → ``kr/prom/act/16631``; None for other forms.

    The number belongs to the amending act, not to the law that it amends.
    """
    if number.form != "K" or number.type not in {"act", "pd", "om", "mo"}:
        return None
    issuer = f"{number.issuers[0]}/" if number.type == "mo" and number.issuers else ""
    return f"kr/prom/{number.type}/{issuer}{number.plain_number}"
