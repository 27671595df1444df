"""The fonts of DOCX text: of the run, its style, its paragraph's style, or the defaults (ECMA-376 part 1, 17.3.2.26 and 17.7.2)."""

from lxml import etree

from corpus.readers.office.ooxml import word

_STYLE_DEPTH = 12
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONTS = f"{word('rPr')}/{word('rFonts')}"
_DEFAULTS = f"{word('docDefaults')}/{word('rPrDefault')}/{_FONTS}"


class DocxFonts:
    """Which font the letters beyond ASCII of a run are shown in."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._styles: dict[str, tuple[str | None, str | None]] = {}
        self._default_style = ""
        self._default: str | None = None
        if styles is not None:
            self._default = self._named(styles.find(_DEFAULTS))
            self._load_styles(styles)

    def of(self, text: etree._Element) -> str | None:
        """The font of a text element."""
        run = next(text.iterancestors(word("r")), None)
        if run is None:
            return None
        own = self._named(run.find(_FONTS)) or self._of_style(
            _value(run.find(f"{word('rPr')}/{word('rStyle')}"))
        )
        if own:
            return own
        paragraph = next(run.iterancestors(word("p")), None)
        style = None if paragraph is None else paragraph.find(f"{word('pPr')}/{word('pStyle')}")
        return self._of_style(_value(style) or self._default_style) or self._default

    def _load_styles(self, styles: etree._Element) -> None:
        for style in styles.iterchildren(word("style")):
            name = style.get(word("styleId"), "")
            self._styles[name] = (self._named(style.find(_FONTS)), _value(style.find(word("basedOn"))))
            if style.get(word("type")) == "paragraph" and style.get(word("default")) in {"1", "true", "on"}:
                self._default_style = name

    def _of_style(self, name: str | None) -> str | None:
        for _ in range(_STYLE_DEPTH):
            font, name = self._styles.get(name or "", (None, None))
            if font or not name:
                return font
        return None

    def _named(self, fonts: etree._Element | None) -> str | None:
        """The font that an element names; that of the theme wins over a name beside it (17.3.2.26)."""
        if fonts is None:
            return None
        for kind in ("hAnsi", "ascii"):
            theme = fonts.get(word(f"{kind}Theme"), "")[:5]  # minorHAnsi, majorAscii …
            if found := self._theme.get(theme) or fonts.get(word(kind)):
                return found
        return None


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    latin = {kind: theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin") for kind in ("minor", "major")}
    return {kind: font.get("typeface", "") for kind, font in latin.items() if font is not None}


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(word("val"))
