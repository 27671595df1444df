"""PPTX: every slide a page, its shapes in the order of the file, tables as rows (ECMA-376 part 1, 19 and 21)."""

import posixpath
import zipfile
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from corpus.errors import DamagedFileError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.limits import ReadLimits
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.ooxml import parse_part
from corpus.readers.office.opendocument import dublin_core
from corpus.readers.raw import RawText
from corpus.readers.tables import table_lines

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "ppt/presentation.xml"
_PROPERTIES = "docProps/core.xml"
_CONTINUED = ("vMerge", "hMerge")
_REPEATED = {"sldNum", "ftr", "dt", "hdr"}  # placeholders that say the same on every slide


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The slides in the order of the show, hidden ones left out; speaker notes, masters and footers are left out.

    Raises:
        DamagedFileError: The package or its main part is broken.
        ReadLimitError: It unpacks to too much.
    """
    archive = open_archive(content, limits)
    parts = _slide_parts(archive)
    slides = [_part(archive, part) for part in parts]
    marks = FontMarks()
    shown = (slide for slide in slides if slide.get("show") not in {"0", "false"})
    taken = [marks.take("\n".join(_lines(slide, marks)), number) for number, slide in enumerate(shown, 1)]
    names = set(archive.namelist())
    metadata = dublin_core(_part(archive, _PROPERTIES)) if _PROPERTIES in names else {}
    pages = tuple(page for page, _ in taken) or ("",)
    fonts = tuple(chain.from_iterable(runs for _, runs in taken))
    return RawText("pptx", pages, metadata=metadata, fonts=fonts)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        root = parse_part(read_part(archive, name))
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"is a presentation whose part {name} is broken ({error})") from error
    if root is None:
        raise DamagedFileError(f"is a presentation whose part {name} is broken")
    return root


def _slide_parts(archive: zipfile.ZipFile) -> list[str]:
    relations = {
        relation.get("Id"): posixpath.normpath(posixpath.join("ppt", relation.get("Target", ""))).lstrip("/")
        for relation in _part(archive, "ppt/_rels/presentation.xml.rels")
        if isinstance(relation.tag, str)
    }
    slides = _part(archive, _MAIN).iter(f"{_SLIDES}sldId")
    return [relations[slide.get(_RELATION)] for slide in slides if slide.get(_RELATION) in relations]


def _lines(element: etree._Element, marks: FontMarks) -> Iterator[str]:
    """The lines of a slide, a group or a shape."""
    for child in element:
        if child.tag == f"{_DRAWING}p":
            yield from _paragraph(child, marks).split("\n")
        elif child.tag == f"{_DRAWING}tbl":
            yield from _table(child, marks)
        elif child.tag != _FALLBACK and isinstance(child.tag, str) and not _is_repeated(child):
            yield from _lines(child, marks)


def _is_repeated(shape: etree._Element) -> bool:
    if shape.tag != f"{_SLIDES}sp":
        return False
    place = shape.find(f"{_SLIDES}nvSpPr/{_SLIDES}nvPr/{_SLIDES}ph")
    return place is not None and place.get("type") in _REPEATED


def _paragraph(paragraph: etree._Element, marks: FontMarks) -> str:
    texts = paragraph.iter(f"{_DRAWING}t", f"{_DRAWING}br")
    return "".join(
        "\n" if text.tag == f"{_DRAWING}br" else marks.mark(text.text or "", _font(text)) for text in texts
    )


def _font(text: etree._Element) -> str | None:
    """The font that the run of a text names itself (part 1, 21.1.2.3.7)."""
    latin = text.find(f"../{_DRAWING}rPr/{_DRAWING}latin")
    return None if latin is None else latin.get("typeface")


def _table(table: etree._Element, marks: FontMarks) -> list[str]:
    return table_lines(
        [
            [
                [*_lines(cell, marks)]
                for cell in row.iterchildren(f"{_DRAWING}tc")
                if not any(map(cell.get, _CONTINUED))
            ]
            for row in table.iterchildren(f"{_DRAWING}tr")
        ]
    )
