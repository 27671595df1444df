"""The XML of Word documents."""

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(name: str) -> str:
    """A tag or attribute in the WordprocessingML namespace (ECMA-376, part 1)."""
    return f"{{{_WORD}}}{name}"


def parse_part(content: bytes) -> etree._Element | None:
    """The root of a part; None when it is broken from the start. Entities are not expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    return etree.fromstring(content, parser)
