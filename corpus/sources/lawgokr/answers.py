"""Saved answers of the Open API of law.go.kr: which they are, and the text of those that hold a law.

Bodies of laws (`target=law`, `eflaw`), administrative rules (`admrul`) and local rules (`ordin`) are read, as XML or JSON. Lists and
errors look much the same, and are refused by name.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from corpus.errors import EmptyFileError, ReadError, UnsupportedFormatError
from corpus.identifiers.numbers import korean_number
from corpus.readers.raw import RawText
from corpus.readers.text.encodings import Decoded
from corpus.sources.lawgokr.annexes import annex_lines, supplement_lines
from corpus.sources.lawgokr.articles import article_lines, counted, printed_date, text_lines
from corpus.sources.lawgokr.tree import Field, from_json, from_xml

_LISTS = frozenset({"LawSearch", "AdmRulSearch", "OrdinSearch"})
_ROOTS = ("법령", "eflaw", "AdmRulService", "LawService", *sorted(_LISTS), "Law", "Response", "result", "msg")
_LISTED = "|".join(_ROOTS)
_BEGINNING = re.compile(
    rf"\ufeff?\s*(?:(?:<\?xml[^>]{{0,200}}\?>)?\s*<(?:{_LISTED})[\s>]|\{{\s*\"(?:{_LISTED})\"\s*:)"
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
PEEKED = 512
"""Characters that are enough to know an answer by."""

_FIELDS = (
    "법령ID", "법령일련번호", "법령명_한글", "법령명약칭", "법종구분", "소관부처", "소관부처명", "공포번호", "공포일자", "시행일자",
    "제개정구분", "제개정구분명", "행정규칙ID", "행정규칙일련번호", "행정규칙명", "행정규칙종류", "발령번호", "발령일자",
    "자치법규ID", "자치법규일련번호", "자치법규명", "자치법규종류", "지자체기관명",
)  # fmt: skip
"""What becomes metadata, under the names of the service; `corpus.header` knows them."""

_CODES: Mapping[str, str] = {"C0001": "조례", "C0002": "규칙"}
"""Kinds of local rules that the service gives as codes."""


def looks_like_answer(text: str) -> bool:
    """Whether a text begins like an answer of the service."""
    beginning = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text[:PEEKED])
    return _BEGINNING.match(beginning) is not None


def read(decoded: Decoded) -> RawText:
    """The law in the layout of law.go.kr: title, dates and number, chapters, articles, notes, addenda, annexes.

    Raises:
        UnsupportedFormatError: It is a list of laws, or holds something else than a law.
        ReadError: It is an error that the service answered.
        EmptyFileError: The law has no text.
        DamagedFileError: Its XML or JSON is broken.
    """
    root = (
        from_json(decoded.text)
        if decoded.text.lstrip("\ufeff \t\r\n").startswith("{")
        else from_xml(decoded.text)
    )
    refuse_failure(root)
    if root.name in _LISTS:
        raise UnsupportedFormatError(
            "is a list of laws from law.go.kr (lawSearch), not the text of one: fetch the texts with `vkb fetch`"
        )
    info = _info(root)
    lines = list(_BODIES[info.name](root, info))
    if not lines:
        raise EmptyFileError("is an answer of law.go.kr that holds no articles: fetch it again by its MST")
    metadata = {name: info.said(name) for name in _FIELDS if info.said(name)} | {"lang": "ko"}
    if "자치법규종류" in metadata:
        metadata["자치법규종류"] = _kind(info)
    text = "\n".join([*_head(info), "", *lines])
    return RawText("lawgokr", (text,), decoded.encoding, metadata)


def refuse_failure(root: Field) -> None:
    """Raises ReadError when an answer is an error: it comes with the status of a success and an ordinary body."""
    result = root.said("result") or (root.text.strip() if root.name in {"result", "Law"} else "")
    failed = root.name in {"Response", "result", "Law"} or "실패" in result or (result and not root.name)
    if failed:
        told = " ".join(f"{result} {root.said('msg')}".split())
        raise ReadError(f"is an error answer of law.go.kr ({told or 'without a message'}): fetch it again")


def _info(root: Field) -> Field:
    info = next((field for field in root.fields if field.name in _BODIES), None)
    if info is None:
        raise UnsupportedFormatError(
            "is an answer of law.go.kr that is no text of a law: fetch the target law, eflaw, admrul or ordin"
        )
    return info


def _kind(info: Field) -> str:
    kind = info.said("법종구분", "행정규칙종류", "자치법규종류")
    return _CODES.get(kind, kind)


def _head(info: Field) -> Iterator[str]:
    """Title, and the line that the pages print below it: `[시행 2020. 2. 27.] [법률 제16631호, 2019. 11. 26., 일부개정]`."""
    yield info.said("법령명_한글", "행정규칙명", "자치법규명")
    body = info.said("소관부처", "소관부처명", "지자체기관명")
    number = korean_number(_kind(info), info.said("공포번호", "발령번호"), body)
    issued = printed_date(info.said("공포일자", "발령일자"))
    event = ", ".join(filter(None, (number, issued, info.said("제개정구분", "제개정구분명"))))
    in_force = printed_date(info.said("시행일자"))
    yield " ".join(filter(None, (f"[시행 {in_force}]" if in_force else "", f"[{event}]" if event else "")))


def _law(root: Field, info: Field) -> Iterator[str]:
    for unit in root.walk("조문단위"):
        yield from article_lines(unit, info.said("시행일자"))
    yield from _appended(root)


def _administrative_rule(root: Field, info: Field) -> Iterator[str]:  # noqa: ARG001  (one signature for all bodies)
    for part in root.all("조문내용"):
        yield from text_lines(part.text)
    yield from _appended(root)


def _local_rule(root: Field, info: Field) -> Iterator[str]:
    for unit in root.walk("조"):
        yield from article_lines(_as_article(unit), info.said("시행일자"))
    yield from _appended(root)


def _as_article(unit: Field) -> Field:
    """An article of a local rule under the names that laws have; its number comes as four digits and two of the branch."""
    number = unit.said("조문번호")
    return Field(
        "조문단위",
        fields=(
            Field("조문번호", number[:-2] if len(number) == 6 else counted(number)),
            Field("조문가지번호", number[-2:] if len(number) == 6 else ""),
            Field("조문제목", unit.said("조제목")),
            Field("조문내용", unit.said("조내용")),
        ),
    )


def _appended(root: Field) -> Iterator[str]:
    yield from supplement_lines(root)
    yield from annex_lines(root)


_BODIES: Mapping[str, Callable[[Field, Field], Iterator[str]]] = {
    "기본정보": _law,
    "행정규칙기본정보": _administrative_rule,
    "자치법규기본정보": _local_rule,
}
