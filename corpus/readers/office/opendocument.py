"""Names and properties of OpenDocument files (OASIS OpenDocument 1.3)."""

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_PROPERTIES = {"title": "title", "subject": "subject", "creator": "author", "date": "modified"}


def text(name: str) -> str:
    """A tag or attribute of text."""
    return f"{{{_OASIS}:text:1.0}}{name}"


def table(name: str) -> str:
    """A tag or attribute of tables."""
    return f"{{{_OASIS}:table:1.0}}{name}"


def office(name: str) -> str:
    """A tag or attribute of the package."""
    return f"{{{_OASIS}:office:1.0}}{name}"


def style(name: str) -> str:
    """A tag or attribute of styles."""
    return f"{{{_OASIS}:style:1.0}}{name}"


def dublin_core(meta: etree._Element) -> dict[str, str]:
    """The properties of a meta.xml."""
    found = {name: meta.findtext(f".//{{{_DUBLIN_CORE}}}{element}") for element, name in _PROPERTIES.items()}
    return {name: value for name, value in found.items() if value}
