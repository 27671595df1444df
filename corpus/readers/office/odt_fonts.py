"""The fonts of ODT text, by the styles of the elements around it (OpenDocument 1.3 part 3, 16.2, 16.21 and 20.277)."""

from collections.abc import Iterator

from lxml import etree

from corpus.legacy.encodings import of_font
from corpus.readers.office.opendocument import style, text

_STYLE_DEPTH = 12
_FORMATTING = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DEFAULT = ""  # the name of the default style; no other style has an empty name


class OdtFonts:
    """Which font an element's own text is shown in."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        roots = [root for root in (styles, content) if root is not None]
        faces = {
            face.get(style("name")): _family(face) for root in roots for face in root.iter(style("font-face"))
        }
        self._styles: dict[str, tuple[str | None, str | None]] = {}
        for root in roots:
            for element in root.iter(style("style"), style("default-style")):
                if element.get(style("family")) in {"text", "paragraph"}:
                    self._styles[element.get(style("name"), _DEFAULT)] = (
                        _own_font(element, faces),
                        element.get(style("parent-style-name")),
                    )
        self._has_legacy = any(font and of_font(font) for font, _ in self._styles.values())

    def of(self, element: etree._Element) -> str | None:
        """The font of the text that stands directly in an element; None where no style names a font of a legacy encoding."""
        if not self._has_legacy:
            return None
        found = (self._of_style(name) for name in _style_names(element))
        return next(filter(None, found), self._styles.get(_DEFAULT, (None, None))[0])

    def _of_style(self, name: str) -> str | None:
        following: str | None = name
        for _ in range(_STYLE_DEPTH):
            font, following = self._styles.get(following or "?", (None, None))
            if font or not following:
                return font
        return None


def _style_names(element: etree._Element) -> Iterator[str]:
    """The styles of an element and those around it, up to its paragraph."""
    for around in (element, *element.iterancestors()):
        yield around.get(text("style-name"), "?")
        if around.tag in {text("p"), text("h")}:
            return


def _family(face: etree._Element) -> str:
    return str(face.get(f"{_SVG}font-family", "")).strip("'\"")


def _own_font(element: etree._Element, faces: dict[str | None, str]) -> str | None:
    properties = element.find(style("text-properties"))
    if properties is None:
        return None
    name = properties.get(style("font-name"))
    return faces.get(name) or name or properties.get(f"{_FORMATTING}font-family", "").strip("'\"") or None
