"""The sources of the sample collection: Markdown with front matter, one file a document, rendered into many formats.

A source holds headings (`#` to `######`), paragraphs and pipe tables, parted by blank lines. Its front matter names the format
(`render`) and, for plain text, the `encoding`; the other keys become the metadata of the rendered file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SOURCES = Path(__file__).parent / "sources"
COLLECTION = Path(__file__).parents[2] / "corpus" / "collections" / "smart-city"

_HEADING = re.compile(r"(#{1,6}) (.+)")
_RULE = re.compile(r"\|(?: -+ \|)+")
_RENDERING_KEYS = ("render", "encoding")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row holds the column heads."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it is rendered.

    Attributes:
        path: Path of the rendered file below the collection, e.g. `vi/du-an-vkc.pdf`.
        rendering: Front matter that steers the rendering: `render`, `encoding`.
        metadata: Front matter of the document itself, in the order of the file.
        body: Everything after the front matter.
    """

    path: str
    rendering: Mapping[str, str]
    metadata: Mapping[str, str]
    body: str

    @property
    def format(self) -> str:
        """The format to render: md, pdf, docx, html, hwpx or txt."""
        return self.rendering["render"]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs and tables in order."""
        return tuple(_parse_block(part) for part in self.body.strip().split("\n\n"))

    @property
    def strings(self) -> tuple[str, ...]:
        """What a reader has to find in the rendered file, in order: a string for each heading, paragraph and cell."""
        return tuple(text for block in self.blocks for text in _strings_of(block))


def read_sources() -> Iterator[Source]:
    """Every source, ordered by path."""
    for path in sorted(SOURCES.glob("*/*.md")):
        yield _read_source(path)


def _read_source(path: Path) -> Source:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", maxsplit=2)
    keys: dict[str, str] = yaml.safe_load(front)
    rendering = {key: keys.pop(key) for key in _RENDERING_KEYS if key in keys}
    target = path.relative_to(SOURCES).with_suffix("." + rendering["render"])
    return Source(target.as_posix(), rendering, keys, body)


def _parse_block(part: str) -> Block:
    if heading := _HEADING.fullmatch(part):
        return Heading(len(heading[1]), heading[2])
    if part.startswith("|"):
        lines = [line for line in part.splitlines() if not _RULE.fullmatch(line)]
        return Table(tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines))
    return Paragraph(part)


def _strings_of(block: Block) -> tuple[str, ...]:
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return (block.text,)
