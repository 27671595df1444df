"""Automatic numbers of DOCX paragraphs: what the lists of numbering.xml print before the text.

ECMA-376 part 1, sections 17.9 (numbering) and 17.3.1.19 (numPr).
"""

from lxml import etree

from corpus.readers.office.list_numbers import Level, ListInstance, NumberedList
from corpus.readers.office.ooxml import word

_STYLE_DEPTH = 12


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, NumberedList] = {}
        self._instances: dict[str, ListInstance] = {}
        self._style_numbers: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if numbering is not None:
            self._load_lists(numbering)
        if styles is not None:
            self._load_styles(styles)

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before the paragraph, with a space after it; empty for a paragraph without a number."""
        identifier, depth = self._number_of(paragraph)
        instance = self._instances.get(identifier or "")
        numbered = self._lists.get(instance.list_id) if instance else None
        if instance is None or numbered is None:
            return ""
        return numbered.next_label(depth, instance)

    def _load_lists(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterchildren(word("abstractNum")):
            identifier = abstract.get(word("abstractNumId"), "")
            self._lists[identifier] = NumberedList(dict(map(_load_level, abstract.iter(word("lvl")))))
            for level in abstract.iter(word("lvl")):
                style = _value(level, "pStyle")
                if style:
                    self._style_levels[identifier, style] = _integer(level.get(word("ilvl")), 0)
        self._follow_links(numbering)
        for instance in numbering.iterchildren(word("num")):
            self._instances[instance.get(word("numId"), "")] = _load_instance(instance)

    def _follow_links(self, numbering: etree._Element) -> None:
        """A list may only name a list style, whose levels and counters another list has (17.9.21, 17.9.27)."""
        of_style = {
            _value(abstract, "styleLink"): abstract.get(word("abstractNumId"), "")
            for abstract in numbering.iterchildren(word("abstractNum"))
        }
        for abstract in numbering.iterchildren(word("abstractNum")):
            linked = of_style.get(_value(abstract, "numStyleLink") or "")
            if linked is not None:
                self._lists[abstract.get(word("abstractNumId"), "")] = self._lists[linked]

    def _load_styles(self, styles: etree._Element) -> None:
        for style in styles.iterchildren(word("style")):
            instance, depth = _own_number(style)
            self._style_numbers[style.get(word("styleId"), "")] = (instance, depth, _value(style, "basedOn"))

    def _number_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list instance and level of a paragraph: its own, else those of its style or what the style is based on."""
        instance, depth = _own_number(paragraph)
        properties = paragraph.find(word("pPr"))
        name = _value(properties, "pStyle") if properties is not None else None
        for _ in range(_STYLE_DEPTH):
            if instance is not None or name is None:
                break
            instance, style_depth, based_on = self._style_numbers.get(name, (None, None, None))
            if instance is not None and depth is None:
                linked = self._style_levels.get((self._list_id(instance), name))
                depth = style_depth if linked is None else linked
            name = based_on
        return (None if instance == "0" else instance), depth or 0

    def _list_id(self, instance: str) -> str:
        return self._instances[instance].list_id if instance in self._instances else ""


def _load_level(element: etree._Element) -> tuple[int, Level]:
    restart = _value(element, "lvlRestart")
    level = Level(
        start=_integer(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        restart_after=None if restart is None else _integer(restart, 0),
        legal=element.find(word("isLgl")) is not None,
    )
    return _integer(element.get(word("ilvl")), 0), level


def _load_instance(element: etree._Element) -> ListInstance:
    instance = ListInstance(_value(element, "abstractNumId") or "")
    for override in element.iterchildren(word("lvlOverride")):
        depth = _integer(override.get(word("ilvl")), 0)
        start = _value(override, "startOverride")
        if start:
            instance.starts[depth] = _integer(start, 1)
        for level in override.iterchildren(word("lvl")):
            instance.levels[depth] = _load_level(level)[1]
    return instance


def _own_number(element: etree._Element) -> tuple[str | None, int | None]:
    properties = element.find(f"{word('pPr')}/{word('numPr')}")
    if properties is None:
        return None, None
    depth = _value(properties, "ilvl")
    return _value(properties, "numId"), None if depth is None else _integer(depth, 0)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(word(name))
    return None if child is None else child.get(word("val"))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default
