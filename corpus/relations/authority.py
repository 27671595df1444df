"""Who may change whose law: the body that issued a document, or one above it, and nobody below.

Law on the Promulgation of Legal Documents 80/2015/QH13, art. 12, and 64/2025/QH15 after it; for Korea the order of act,
presidential decree and ministerial ordinance. Resolutions of the Government are let through: for a time and by leave of the
National Assembly they may set aside a law (Resolution 206/2025/QH15).
"""

import re

from corpus.citations.models import Citation
from corpus.models import Header

_LEVELS = {
    "hp": 1, "boluat": 1, "luat": 1, "pl": 2, "lenh": 2, "nd": 3, "tt": 5, "ttlt": 5,
    "const": 0, "act": 1, "pd": 2, "om": 3, "mo": 3,
}  # fmt: skip
"""By type, the highest first; of types that several bodies use the issuer decides."""
_BY_ISSUER = (
    (re.compile(r"qh|cp(?![a-z])"), 1),
    (re.compile(r"ubtvqh"), 2),
    (re.compile(r"ttg"), 4),
    (re.compile(r"hdnd"), 6),
    (re.compile(r"ubnd"), 7),
    (re.compile(r"b[a-z]+"), 5),
)
_SHARED = frozenset({"nq", "qd", "ct"})
_IDENTITY = re.compile(r"vn/([^/]+)/([^/]+)/")


def may_change(actor: Citation | Header, target: Citation) -> bool:
    """Whether nothing in their ranks speaks against a document changing another; what is not known speaks against nothing."""
    acting, changed = _level(actor), _level(target)
    return acting is None or changed is None or acting <= changed


def _level(document: Citation | Header) -> int | None:
    if isinstance(document, Header):
        return _rank(document.type, document.issuer)
    identity = _IDENTITY.match(document.id or document.id_pattern or "")
    return _rank(*identity.groups()) if identity else _rank(document.type, None)


def _rank(kind: str | None, issuer: str | None) -> int | None:
    if kind in _SHARED:
        return next((level for form, level in _BY_ISSUER if form.match(issuer or "")), None)
    return _LEVELS.get(kind or "")
