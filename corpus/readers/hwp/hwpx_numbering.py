"""The numberings, bullets and paragraph shapes that header.xml of an HWPX defines."""

from typing import get_args

from lxml import etree

from corpus.readers.hwp.numbering import HangulNumbering, Head, HeadKind, LevelFormat

_KINDS = frozenset(get_args(HeadKind))


def load_numbering(header: etree._Element) -> HangulNumbering:
    """All numberings and bullets by their ids."""
    numbering = HangulNumbering()
    for element in header.iter("{*}numbering"):
        levels = {_integer(head.get("level")): _level(head) for head in element.iter("{*}paraHead")}
        numbering.numberings[element.get("id", "")] = levels
    for element in header.iter("{*}bullet"):
        numbering.bullets[element.get("id", "")] = element.get("char", "")
    return numbering


def load_heads(header: etree._Element) -> dict[str, Head]:
    """The heads of the paragraph shapes that have one, by the id of the shape."""
    heads = {}
    for shape in header.iter("{*}paraPr"):
        heading = next(shape.iter("{*}heading"), None)
        if heading is not None and heading.get("type") in _KINDS:
            heads[shape.get("id", "")] = Head(
                heading.get("type"), heading.get("idRef", ""), _integer(heading.get("level")) + 1
            )
    return heads


def _level(head: etree._Element) -> LevelFormat:
    return LevelFormat(head.text or "", head.get("numFormat", "DIGIT"), _integer(head.get("start"), 1))


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdigit() else default
