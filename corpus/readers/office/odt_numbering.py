"""Automatic numbers of ODT paragraphs: lists and numbered headings (OpenDocument 1.3 part 3, 16.30 and 16.33)."""

from lxml import etree

from corpus.readers.office.list_numbers import Level, ListInstance, NumberedList
from corpus.readers.office.opendocument import style, text

_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "가, 나, 다, ...": "ganada", "①, ②, ③, ...": "decimalEnclosedCircle", "": "none",
}  # fmt: skip
_HEADINGS = "\n"  # the list that the headings count; no list style has such a name
_DEEPEST = 10


class OdtNumbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._lists: dict[str, NumberedList] = {}
        for root in (styles, content):
            if root is not None:
                for element in root.iter(text("list-style")):
                    self._lists[element.get(style("name"), "?")] = _load(element)
                for element in root.iter(text("outline-style")):
                    self._lists[_HEADINGS] = _load(element)

    def restart(self, name: str) -> None:
        """A list of this style begins anew."""
        if name in self._lists:
            self._lists[name].counters.clear()

    def item_label(self, item: etree._Element, name: str, depth: int) -> str:
        """What is printed before a list item, with a space after it; empty for no number."""
        return self._label(name, depth, item.get(text("start-value")))

    def heading_label(self, heading: etree._Element) -> str:
        """What is printed before a heading outside lists; empty for one without a number and for other paragraphs."""
        level = heading.get(text("outline-level"), "")
        if heading.tag != text("h") or not level.isdecimal() or heading.get(text("is-list-header")) == "true":
            return ""
        return self._label(_HEADINGS, int(level) - 1, heading.get(text("start-value")))

    def _label(self, name: str, depth: int, start: str | None) -> str:
        numbered = self._lists.get(name)
        starts = {depth: int(start)} if start and start.isdecimal() else {}
        return numbered.next_label(depth, ListInstance(name, starts)) if numbered else ""


def _load(element: etree._Element) -> NumberedList:
    levels = (
        child for child in element if isinstance(child.tag, str) and child.get(text("level"), "").isdecimal()
    )
    return NumberedList({int(level.get(text("level"))) - 1: _level(level) for level in levels})


def _level(element: etree._Element) -> Level:
    if element.tag == text("list-level-style-bullet"):
        return Level(format="bullet", text=element.get(text("bullet-char"), "•"))
    depth, shown = int(element.get(text("level"))), element.get(text("display-levels"), "1")
    number_format = element.get(style("num-format"), "")
    first = max(depth - min(int(shown) if shown.isdecimal() else 1, _DEEPEST) + 1, 1)
    places = ".".join(f"%{level}" for level in range(first, depth + 1)) if number_format else ""
    start = element.get(text("start-value"), "1")
    affixed = element.get(style("num-prefix"), "") + places + element.get(style("num-suffix"), "")
    printed = element.get(
        "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
    )
    return Level(
        start=int(start) if start.isdecimal() else 1,
        format=_FORMATS.get(number_format, "decimal"),
        text=affixed if printed is None else printed.replace("%%", "%"),
    )
