"""HWPML, the older XML format of Hangul; such files are often named `.hwp`.

Format: "한글 문서 파일 형식 3.0 / HWPML" (revision 1.2) of Hancom, part II. HWPX came of it, so that its elements and attributes get
the names they have there and are read as those are.
"""

import re
from html.entities import html5

from lxml import etree

from corpus.errors import DamagedFileError
from corpus.readers.hwp.damage import damaged_section
from corpus.readers.hwp.hwpx_text import HwpxText
from corpus.readers.hwp.xml import parse_xml
from corpus.readers.raw import RawText
from corpus.readers.text.encodings import Decoded

_ROOT = re.compile(
    r"\s{0,64}(?:<\?xml[^>]{0,256}\?>)?"
    r"(?>\s{0,64}<!(?:--.{0,4096}?-->|DOCTYPE[^>\[]{0,256}(?:\[[^\]]{0,4096}\])?[^>]{0,64}>)){0,4}+\s{0,64}<HWPML[\s>]",
    re.DOTALL,
)
_DECLARATION = re.compile(r"^\s{0,64}<\?xml[^>]{0,256}\?>")
_PICTURE = re.compile(r"(<BINDATA\b[^>]{0,512}>)[^<]*+")  # may be longer than what libxml2 takes
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_BEFORE_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")

# Elements whose name is another one than that of HWPX in capitals.
_ELEMENTS = {
    "P": "p",
    "TEXT": "run",
    "CHAR": "t",
    "SECDEF": "secPr",
    "COLDEF": "colPr",
    "TABLE": "tbl",
    "ROW": "tr",
    "CELL": "tc",
    "PARALIST": "subList",
    "FOOTNOTE": "footNote",
    "ENDNOTE": "endNote",
    "AUTONUM": "autoNum",
    "HIDDENCOMMENT": "hiddenComment",
    "FIELDBEGIN": "fieldBegin",
    "SHAPEOBJECT": "shapeObject",
    "SHAPECOMMENT": "shapeComment",
    "MAINTEXT": "mainText",
    "SUBTEXT": "subText",
    "LINEBREAK": "lineBreak",
    "NBSPACE": "nbSpace",
    "FWSPACE": "fwSpace",
    "PARAHEAD": "paraHead",
    "PARASHAPE": "paraPr",
}
_ATTRIBUTES = {
    "ParaShape": "paraPrIDRef",
    "OutlineShape": "outlineShapeIDRef",
    "Number": "num",
    "NumberType": "numType",
    "NumFormat": "numFormat",
    "Level": "level",
    "Start": "start",
    "Char": "char",
    "Text": "text",
    "Id": "id",
}
_NUMBERED_OBJECTS = {"Figure": "PICTURE"}
_METADATA = {
    "TITLE": "title",
    "SUBJECT": "subject",
    "AUTHOR": "author",
    "KEYWORDS": "keywords",
    "DATE": "created",
}


def looks_like_hwpml(text: str) -> bool:
    """Whether the root element says so."""
    return _ROOT.match(text) is not None


def read(decoded: Decoded) -> RawText:
    """The body in order, as of an HWPX.

    Raises:
        DamagedFileError: There is no body, or nothing of it can be read.
    """
    parsed = parse_xml(_prepared(decoded.text))
    if parsed.root is None:
        raise DamagedFileError("is an HWPML whose XML is broken")
    metadata = _metadata(parsed.root)
    _rename(parsed.root)
    text = HwpxText(parsed.root.find("head"))
    sections = parsed.root.findall("body/section")
    if not sections:
        raise DamagedFileError("is an HWPML without a body")
    for section in sections:
        text.section(section)
    if not parsed.intact and not text.text().strip():
        raise DamagedFileError("is an HWPML whose body is truncated or broken")
    found = () if parsed.intact else (damaged_section(len(sections)),)
    return RawText("hwpml", (text.text(),), decoded.encoding, metadata, found)


def _prepared(text: str) -> str:
    """Without the declaration, whose encoding is not that of a string, without pictures, and `&nbsp;` and the like spelled out."""

    def spell(entity: re.Match[str]) -> str:
        return entity[0] if entity[1] in _OF_XML else html5.get(entity[1], entity[0])

    return _ENTITY.sub(spell, _PICTURE.sub(r"\1", _DECLARATION.sub("", text)))


def _metadata(root: etree._Element) -> dict[str, str]:
    fields = root.iterfind("HEAD/DOCSUMMARY/*")
    return {_METADATA[field.tag]: field.text for field in fields if field.tag in _METADATA and field.text}


def _rename(root: etree._Element) -> None:
    for element in root.iter():
        element.tag = _ELEMENTS.get(element.tag, element.tag.lower())
        for name, value in list(element.attrib.items()):
            if name in _ATTRIBUTES:
                element.set(_ATTRIBUTES[name], value)
        if element.tag == "paraPr":
            _add_heading(element)
        elif element.tag == "paraHead":
            element.set("numFormat", _constant(element.get("numFormat", "Digit")))
        elif element.tag == "autoNum":
            kind = element.get("numType", "")
            element.set("numType", _NUMBERED_OBJECTS.get(kind, _constant(kind)))


def _add_heading(shape: etree._Element) -> None:
    """HWPX has an element for what are attributes here."""
    heading = etree.SubElement(shape, "heading")
    heading.set("type", _constant(shape.get("HeadingType", "None")))
    heading.set("idRef", shape.get("Heading", ""))
    heading.set("level", shape.get("level", "0"))


def _constant(name: str) -> str:
    """`HangulSyllable` becomes `HANGUL_SYLLABLE`."""
    return _BEFORE_CAPITAL.sub("_", name).upper()
