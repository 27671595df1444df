"""What the styles of a DOCX say of its text: which is hidden, and which belongs to a table of contents."""

import re

from lxml import etree

from corpus.readers.office.ooxml import word

_STYLE_DEPTH = 12
_OFF = {"0", "false", "off"}
_HIDDEN = f"{word('rPr')}/{word('vanish')}"
_CONTENTS = re.compile(r"(?:toc|contents)\s?\d", re.IGNORECASE)


class Styles:
    """The styles of one document (ECMA-376 part 1, 17.7)."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles = {
            style.get(word("styleId"), ""): style
            for style in (styles.iterchildren(word("style")) if styles is not None else ())
        }

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a style that Word gives to the entries of a table of contents (`toc 1` … `toc 9`)."""
        name = _value(paragraph, "pPr", "pStyle")
        style = self._styles.get(name)
        return _CONTENTS.fullmatch(name if style is None else _value(style, "name")) is not None

    def hides(self, run: etree._Element) -> bool:
        """Whether a run is hidden, by itself, its own style or the style of its paragraph."""
        own = _switch(run)
        if own is not None:
            return own
        paragraph = next(run.iterancestors(word("p")), None)
        names = [_value(run, "rPr", "rStyle")]
        if paragraph is not None:
            names.append(_value(paragraph, "pPr", "pStyle"))
        return next((found for name in names if (found := self._of_style(name)) is not None), False)

    def _of_style(self, name: str) -> bool | None:
        for _ in range(_STYLE_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return None
            found = _switch(style)
            if found is not None:
                return found
            name = _value(style, "basedOn")
        return None


def _switch(element: etree._Element) -> bool | None:
    mark = element.find(_HIDDEN)
    return None if mark is None else mark.get(word("val")) not in _OFF


def _value(element: etree._Element, *path: str) -> str:
    child = element.find("/".join(map(word, path)))
    return "" if child is None else child.get(word("val"), "")
