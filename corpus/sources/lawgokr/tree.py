"""Answers of law.go.kr as one kind of tree, whether they came as XML or as JSON.

The same field comes as an object when there is one of it and as an array when there are several, with attributes as
`{"content": …}`, and texts as arrays of lines nested in arrays. Here every field is a child, in the order of the answer.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from corpus.errors import DamagedFileError

_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]{0,200}\?>")
# The service sometimes leaves this element open, which breaks everything behind it.
_OPEN_NOTE = re.compile(
    r"(<조문참고자료>(?:[^<]++|<!\[CDATA\[.*?\]\]>)*+)(?!</조문참고자료>|<!\[CDATA\[)(?=<)", re.DOTALL
)
_NO_FIELDS = ("content",)


@dataclass(frozen=True, slots=True)
class Field:
    """A named field of an answer.

    Attributes:
        name: As delivered, e.g. `조문단위`.
        text: Its own text; lines are joined by line feeds.
        fields: What is inside it, in the order of the answer.
    """

    name: str
    text: str = ""
    fields: tuple["Field", ...] = ()

    def all(self, name: str) -> list["Field"]:
        """The fields of this name directly inside."""
        return [field for field in self.fields if field.name == name]

    def walk(self, name: str) -> Iterator["Field"]:
        """The outermost fields of this name at any depth, in order."""
        for field in self.fields:
            if field.name == name:
                yield field
            else:
                yield from field.walk(name)

    def said(self, *names: str) -> str:
        """The text of the first field directly inside that has one of these names and any text; empty when there is none."""
        texts = (field.text.strip() for name in names for field in self.fields if field.name == name)
        return next(filter(None, texts), "")


def from_xml(text: str) -> Field:
    """The tree of an XML answer.

    Raises:
        DamagedFileError: Not even the first element can be read.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, strip_cdata=False)
    body = _OPEN_NOTE.sub(r"\1</조문참고자료>", _DECLARATION.sub("", text, count=1).strip())
    try:
        root = etree.fromstring(body.encode(), parser)
    except etree.XMLSyntaxError:  # no element at all
        root = None
    if root is None:
        raise DamagedFileError("its XML is broken from the first element on: fetch it again")
    return _element(root)


def _element(element: Any) -> Field:  # noqa: ANN401  (lxml has no types)
    inside = tuple(_element(child) for child in element.iterchildren(etree.Element))
    return Field(str(element.tag), "" if inside else "".join(element.itertext()), inside)


def from_json(text: str) -> Field:
    """The tree of a JSON answer, named like its only key; without a name when it has several.

    Raises:
        DamagedFileError: It is no JSON object.
    """
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise DamagedFileError(f"its JSON is broken ({error}): fetch it again") from error
    if not isinstance(value, dict):
        raise DamagedFileError("its JSON is no object: fetch it again")
    fields = tuple(field for name, inside in value.items() for field in _fields(name, inside))
    return fields[0] if len(fields) == 1 else Field("", fields=fields)


def _fields(name: str, value: object) -> Iterator[Field]:
    if isinstance(value, dict):
        inside = tuple(
            field for key, part in value.items() if key not in _NO_FIELDS for field in _fields(key, part)
        )
        yield Field(name, _text(value.get("content")), inside)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for part in value:
            yield from _fields(name, part)
    else:
        yield Field(name, _text(value))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    return "" if value is None else str(value)
