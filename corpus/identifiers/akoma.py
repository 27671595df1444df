"""Identifiers in the Akoma Ntoso Naming Convention 1.0 (OASIS Standard, 21 February 2019), and back.

    /akn/vn/act/decision/ttg/2018-08-01/950                          a work: sections 4.3 and 4.4
    /akn/vn/act/decision/ttg/2018-08-01/950/vie@                     an expression; `@` alone is the original version
    /akn/vn/act/law/qh13/2014-06-18/50/vie@2021-01-01/!main~art_5    a provision of a later version
    /akn/vn/act/decree/cp/2025-10-14/269/vie@/!annex_1~para_2        a provision of an annex

The convention asks for the day, or at least the year, of the work. A Korean act known by its register number has none: the day of
its enactment has to be given, since what a text prints is that of its version.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import IdentifierError
from corpus.identifiers.anchors import Anchor, Step
from corpus.identifiers.expressions import Identifier
from corpus.models import Header, Language

_ACTS: Mapping[str, str] = {
    "hp": "constitution", "luat": "law", "boluat": "code", "pl": "ordinance", "lenh": "order", "nq": "resolution",
    "nqlt": "joint-resolution", "nd": "decree", "qd": "decision", "tt": "circular", "ttlt": "joint-circular", "ct": "directive",
    "const": "constitution", "act": "law", "pd": "presidential-decree", "om": "prime-ministerial-ordinance",
    "mo": "ministerial-ordinance", "gosi": "public-notice", "jorye": "local-ordinance", "gyuchik": "rule",
}  # fmt: skip
"""Types that make law, as subtypes of `act`; all others are a `doc` with our token as its subtype."""
_KOREAN = frozenset({"const", "act", "pd", "om", "mo", "gosi", "jorye", "gyuchik"})
_LANGUAGES = {"vi": "vie", "ko": "kor", "en": "eng", "und": "und"}
_COMPONENTS: Mapping[str, Mapping[str, str]] = {
    "vi": {"phuluc": "annex", "dinhkem": "attachment", "mau": "form"},
    "ko": {"byeolpyo": "annex", "byeolji": "form", "buchik": "addendum"},
    "en": {"annex": "annex"},
}
_UNITS: Mapping[str, Mapping[str, str]] = {
    "vi": {"phan": "part", "chuong": "chp", "muc": "sec", "tieumuc": "subsec", "dieu": "art", "khoan": "para", "para": "subpara",
           "diem": "point", "y": "item", "gach": "indent"},
    "ko": {"pyeon": "part", "jang": "chp", "jeol": "sec", "gwan": "subsec", "jo": "art", "hang": "para", "ho": "point",
           "mok": "item", "sub": "indent", "para": "subpara"},
    "en": {"part": "part", "chapter": "chp", "section": "sec", "article": "art", "clause": "para", "point": "point", "item": "item"},
}  # fmt: skip
"""Elements of the vocabulary by our kinds; what the vocabulary has no element for keeps our name."""
_AMENDMENT = ".sd."
"""`06/sd/2023-1`, an amendment of a technical regulation, as one number."""
_FORM = re.compile(
    r"/akn/(?P<country>vn|kr)/(?P<doctype>act|doc)/(?P<subtype>[a-z-]+)(?:/(?P<actor>[a-z][a-z0-9.-]*))?/(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"/(?P<number>[a-z0-9][a-z0-9.-]*)"
    r"(?:/(?P<language>[a-z]{3})@(?P<valid>\d{4}-\d{2}-\d{2})?(?:/!(?P<component>[^~]+)(?:~(?P<portion>.+))?)?)?"
)


@dataclass(frozen=True, slots=True)
class AkomaName:
    """An identifier with the day of its work, which the convention needs and our identifiers do not carry.

    Attributes:
        identifier: What is identified. Without a day of validity its expression is the original version.
        day: Of the work, ISO 8601 as precise as known: issue in Vietnam, enactment in Korea.
    """

    identifier: Identifier
    day: str

    def format(self) -> str:
        """The IRI, without a host.

        Raises:
            IdentifierError: The identity is none that names a type, or an event instead of a work.
        """
        identifier = self.identifier
        iri = _work_iri(identifier.work, self.day)
        if identifier.language is None:
            return iri
        iri = f"{iri}/{_LANGUAGES[identifier.language]}@{identifier.valid_from or ''}"
        return f"{iri}/!{_place(identifier.anchor, identifier.language)}" if identifier.anchor.steps else iri

    @classmethod
    def parse(cls, iri: str) -> "AkomaName":
        """Read an IRI as printed by `format`.

        Raises:
            IdentifierError: It is none of ours.
        """
        match = _FORM.fullmatch(iri)
        if match is None:
            raise IdentifierError(
                f"{iri!r} is no Akoma Ntoso name such as /akn/vn/act/decision/ttg/2018-08-01/950/vie@", iri
            )
        languages = {code: language for language, code in _LANGUAGES.items()}
        language = languages.get(match["language"] or "")
        work = _work(match.groupdict())
        place = f"{match['component'] or 'main'}~{match['portion'] or ''}"
        anchor = _anchor(place, language) if language else Anchor()
        return cls(Identifier(work, language, match["valid"], anchor=anchor), match["day"])


def akoma_name(header: Header, language: Language) -> str | None:
    """The name of the text that a document holds, as the original version of its work.

    None while the work, the year of issue, or in Korea the day of enactment is not known: a header tells that of the version only.
    """
    work, issued = header.work_id, header.issued
    if work is None or issued is None or (header.type in _KOREAN and header.law_id):
        return None
    try:
        return AkomaName(Identifier(work, language), issued).format()
    except IdentifierError:
        return None


def _work_iri(work: str, day: str) -> str:
    country, token, *rest = work.split("/")
    if country == "vn" and len(rest) >= 3 and rest[1].isdigit():
        actor, number = rest[0], _AMENDMENT.join(("/".join(rest[2:])).split("/sd/"))
    elif country == "vn" and len(rest) == 2 and rest[0].isdigit():
        actor, number = "", rest[1]
    elif country == "kr" and token != "prom" and 1 <= len(rest) <= 2:
        actor, number = ("", rest[0]) if len(rest) == 1 else (rest[0], rest[1])
    else:
        raise IdentifierError(f"{work!r} names no work that the convention can name", work)
    kind = f"act/{_ACTS[token]}" if token in _ACTS else f"doc/{token}"
    return "/".join(filter(None, ("/akn", country, kind, actor, day, number)))


def _work(said: Mapping[str, str | None]) -> str:
    country, subtype = said["country"] or "", said["subtype"] or ""
    tokens = {name: token for token, name in _ACTS.items() if (token in _KOREAN) == (country == "kr")}
    token = tokens.get(subtype, subtype) if said["doctype"] == "act" else subtype
    year = (said["day"] or "")[:4] if country == "vn" else None
    number = (said["number"] or "").replace(_AMENDMENT, "/sd/")
    return "/".join(filter(None, (country, token, said["actor"], year, number)))


def _place(anchor: Anchor, language: str) -> str:
    """Component and portion: `main~art_5__para_2`, `annex_1`."""
    components, units = _COMPONENTS.get(language, {}), _UNITS.get(language, {})
    outer = [step for step in anchor.steps if step.kind in components]
    inner = [step for step in anchor.steps if step.kind not in components]
    component = "/".join(_element(step, components) for step in outer) or "main"
    portion = "__".join(_element(step, units) for step in inner)
    return f"{component}~{portion}" if portion else component


def _element(step: Step, names: Mapping[str, str]) -> str:
    name = names.get(step.kind, step.kind)
    return f"{name}_{step.number.replace('~', '--')}" if step.number else name


def _anchor(place: str, language: str) -> Anchor:
    component, _, portion = place.partition("~")
    components = {name: kind for kind, name in _COMPONENTS.get(language, {}).items()}
    units = {name: kind for kind, name in _UNITS.get(language, {}).items()}
    outer = [_step(part, components) for part in component.split("/") if part != "main"]
    return Anchor((*outer, *(_step(part, units) for part in portion.split("__") if part)))


def _step(element: str, kinds: Mapping[str, str]) -> Step:
    name, _, number = element.partition("_")
    return Step(kinds.get(name, name), number.replace("--", "~"))
