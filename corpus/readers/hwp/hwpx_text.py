"""The text of an HWPX or HWPML: its elements, by the names that HWPX gives them (KS X 6101, OWPML)."""

from collections.abc import Callable, Iterator

from lxml import etree

from corpus.readers.hwp.body import Body
from corpus.readers.hwp.hwpx_numbering import load_heads, load_numbering
from corpus.readers.hwp.numbering import HangulNumbering
from corpus.readers.tables import table_lines

_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
# Parts of a paragraph that are not on the page's text area, or say the same a second time.
_SKIPPED = frozenset(
    {"header", "footer", "hiddenComment", "memo", "secPr", "colPr", "parameters", "fieldBegin", "linesegarray", "case",
     "shapeComment"}
)  # fmt: skip
_NUMBERED_OBJECTS = {"PICTURE", "TABLE", "EQUATION"}


class HwpxText:
    """Renders the elements of the sections, in order, into the lines of a body.

    The header, where there is one, defines the automatic numbers.
    """

    def __init__(self, header: etree._Element | None) -> None:
        self._body = Body()
        self._numbering = HangulNumbering() if header is None else load_numbering(header)
        self._heads = {} if header is None else load_heads(header)
        self._deletions: set[str | None] = set()
        self._deleted = False
        self._renderers: dict[str, Callable[[etree._Element], None]] = {
            "t": self._text,
            "script": self._text,  # of an equation, e.g. `{1} over {2}`
            "tbl": self._table,
            "subList": self._text_box,
            "footNote": self._note,
            "endNote": self._note,
            "textart": self._text_art,
            "autoNum": self._object_number,
            "compose": self._overlapping,
            "dutmal": self._annotated,
        }

    def text(self) -> str:
        """Everything so far."""
        return self._body.text()

    def section(self, root: etree._Element) -> None:
        """Render a section; a tracked deletion counts when it ends in the same section."""
        self._deletions = {end.get("Id") for end in root.iter("{*}deleteEnd")}
        self._deleted = False
        self._paragraphs(root)

    def _paragraphs(self, container: etree._Element) -> None:
        for child in container:
            if local_name(child) == "p":
                self._paragraph(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        section = next(paragraph.iterfind("{*}run/{*}secPr"), None)
        if section is not None:
            self._numbering.outline = section.get("outlineShapeIDRef", "")
        head = self._heads.get(paragraph.get("paraPrIDRef", ""))
        texts = paragraph.iterfind("{*}run/{*}t")
        if head and not self._deleted and any("".join(text.itertext()).strip() for text in texts):
            self._body.write(self._numbering.label(head))
        for part in paragraph:
            self._part(part)
        if not self._deleted:
            self._body.end_line()

    def _part(self, element: etree._Element) -> None:
        name = local_name(element)
        render = self._renderers.get(name)
        if render is not None:
            render(element)
        elif name not in _SKIPPED:
            for child in element:
                self._part(child)

    def _text(self, element: etree._Element) -> None:
        """Text with its tabs and breaks, which are elements inside it, without what a tracked change deleted.

        A deletion may go over the ends of paragraphs, which are then deleted too.
        """
        self._write(element.text)
        for child in element:
            name = local_name(child)
            if name == "deleteBegin":
                self._deleted = child.get("Id") in self._deletions
            elif name == "deleteEnd":
                self._deleted = False
            self._write(_CHARACTERS.get(name))
            self._write(child.tail)

    def _write(self, text: str | None) -> None:
        if text and not self._deleted:
            self._body.write(text)

    def _text_art(self, element: etree._Element) -> None:
        words = element.get("text")
        if words and not self._deleted:
            self._body.write_lines([words])

    def _note(self, note: etree._Element) -> None:
        self._body.write_note(lambda: self._aside(note))

    def _object_number(self, number: etree._Element) -> None:
        if number.get("numType") in _NUMBERED_OBJECTS:
            self._write(number.get("num"))

    def _overlapping(self, letters: etree._Element) -> None:
        """Letters printed over each other, such as a number in a circle."""
        self._write(letters.get("composeText"))

    def _annotated(self, element: etree._Element) -> None:
        """Words with small ones above or below them."""
        words, annotation = (element.findtext(f"{{*}}{name}") or "" for name in ("mainText", "subText"))
        self._write(f"{words}({annotation})" if annotation else words)

    def _table(self, table: etree._Element) -> None:
        self._body.end_line()
        for caption in table.xpath("*[local-name()='caption'] | *[local-name()='shapeObject']/*"):
            self._part(caption)
        rows = [
            [self._aside(cell) for cell in row.iterchildren("{*}tc")] for row in table.iterchildren("{*}tr")
        ]
        self._body.write_lines(table_lines(rows))

    def _text_box(self, element: etree._Element) -> None:
        with self._body.aside() as lines:
            self._paragraphs(element)
        if any(line.strip() for line in lines):
            self._body.write_lines(lines)

    def _aside(self, element: etree._Element) -> list[str]:
        with self._body.aside() as lines:
            for part in _sub_lists(element):
                self._paragraphs(part)
        return lines


def _sub_lists(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if local_name(child) == "subList")


def local_name(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)
