"""The header of a Korean document: title, promulgation in brackets, or history lines of a rule.

Forms met on law sites and in files:

- ``[시행 2020. 2. 27] [법률 제16631호, 2019. 11. 26, 일부개정]``
- ``타법개정 2024. 9. 3. [대통령령 제34872호, 시행 2024. 9. 3.]``
- ``시행: 2018. 2. 9. / 타법개정: 2017. 2. 8.``
- ``국토교통부 훈령 제1234호`` with ``제정 2021. 3. 4.`` and ``개정 2023. 5. 6.`` below it
"""

import re

from corpus.dates import DateMention, find_dates
from corpus.errors import IdentifierError
from corpus.header.lines import head_lines
from corpus.identifiers import DocumentNumber, issuer_name
from corpus.identifiers.numbers import implied_issuers
from corpus.models import Header

_KINDS = "법률|대통령령|총리령|[가-힣]+부령|[가-힣]*\\s?(?:고시|훈령|예규|공고|지침|조례|규칙)"
_NUMBER = re.compile(rf"(?<![가-힣])(?P<number>(?:{_KINDS})\s*제?\s*(?:\d{{4}}-)?\d{{1,6}}호)")
_BODY = re.compile(r"^\s*(?:제\s*1\s*(?:조|장|편|절)|부\s*칙\s*[<(\n]|전문)", re.MULTILINE)
_IN_FORCE = re.compile(r"시행(?:일)?\s*:?\s*$")
_REVISION = re.compile(r"(?:제정|개정|폐지|공포)\s*:?\s*$")
_NOTE = re.compile(r"[\[<(【].*$|^(?:시행|제정|개정|타법개정|일부개정|전부개정|출처|소관)\b.*$")
_QUOTED = re.compile(r"^「([^」]+)」$")
_TITLE_END = re.compile(r"(?:법률|법|시행령|시행규칙|령|규칙|규정|조례|고시|훈령|예규|지침|기준|요령|공고)$")
_LONGEST_TITLE = 200


def read_korean(text: str) -> Header:
    """What the head of a law or rule says, before its first article, chapter or supplementary provision.

    Without a promulgation note the title alone tells the type, and only of a text that goes on with articles.
    """
    text = "\n".join(head_lines(text))
    body = _BODY.search(text)
    head = text[: body.start()] if body else text
    number = _number(head)
    title = _title(head)
    kind = number.type if number else _type_of_title(title) if body else None
    issuers = number.issuers if number else implied_issuers(kind)
    return Header(
        number=number.format() if number else None,
        type=kind,
        issuer=issuers[0] if issuers else None,
        issuer_name=issuer_name(issuers[0]) if issuers else None,
        issued=_issued(head),
        effective=_effective(head),
        title=title,
    )


def _number(head: str) -> DocumentNumber | None:
    match = _NUMBER.search(head)
    if match is None:
        return None
    try:
        return DocumentNumber.parse(match["number"])
    except IdentifierError:
        return None


def _issued(head: str) -> str | None:
    """The date of promulgation of the text at hand: the latest dated revision, and never the date of effect."""
    dates = [date for date in find_dates(head) if date.precision == "day" and date.iso]
    revisions = [date.iso for date in dates if date.iso and _said_before(date, head, _REVISION)]
    if revisions:
        return max(revisions)
    numbers = list(_NUMBER.finditer(head))
    after = (date.iso for date in dates if any(_follows(date, numbered, head) for numbered in numbers))
    return next(after, None)


def _follows(date: DateMention, numbered: re.Match[str], head: str) -> bool:
    """Whether the date stands right behind the number, as in ``법률 제16631호, 2019. 11. 26``."""
    return (
        head[numbered.end() : date.span.start].strip() in {",", "", "("} and date.span.start >= numbered.end()
    )


def _effective(head: str) -> str | None:
    for date in find_dates(head):
        if date.precision == "day" and _said_before(date, head, _IN_FORCE):
            return date.iso
    return None


def _said_before(date: DateMention, head: str, words: re.Pattern[str]) -> bool:
    return words.search(head[: date.span.start]) is not None


def _title(head: str) -> str | None:
    """The first line that is named like a law or rule; history notes, brackets and the number line are none."""
    for line in map(str.strip, head.split("\n")):
        quoted = _QUOTED.match(line)
        if quoted:
            return quoted[1].strip()
        plain = " ".join(_NOTE.sub("", line).split())
        if plain and len(plain) <= _LONGEST_TITLE and _TITLE_END.search(plain) and not _NUMBER.search(plain):
            return plain
    return None


def _type_of_title(title: str | None) -> str | None:
    """What an unnumbered law calls itself: ``…법 시행령`` is a presidential decree, ``…법 시행규칙`` a ministry's ordinance."""
    endings = {"시행령": "pd", "시행규칙": "mo", "법률": "act", "법": "act"}
    return next((token for ending, token in endings.items() if title and title.endswith(ending)), None)
