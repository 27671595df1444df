"""Where the reading of an RTF stands: what groups inherit, and the stretches of text that are read."""

from dataclasses import dataclass, field

from corpus.readers.office.nested_tables import TableBuilder


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits and its end restores.

    Attributes:
        skipped: Nothing of the group is on the page.
        into: Where its text goes: `text`, `fonts`, or the name of a document property.
        font: Number of the font, None for the default one.
        fallbacks: How many characters stand in for a Unicode character, behind it.
        deleted: By a tracked change.
        hidden: Not printed.
        in_table: The paragraph lies in a table.
        table_depth: In how many tables, 0 where that is not said.
    """

    skipped: bool = False
    into: str = "text"
    font: int | None = None
    fallbacks: int = 1
    deleted: bool = False
    hidden: bool = False
    in_table: bool = False
    table_depth: int = 0


@dataclass(slots=True)
class Story:
    """A stretch of text of its own: the body, a note, a text box.

    Attributes:
        group: How deep the group lies that it ends with.
        note: The number of the note, 0 for what is none.
        builder: Its lines.
        pieces: The text of the paragraph that is being read.
        boxes: Lines of the text boxes tied to that paragraph.
        in_row: A row was described and has not ended.
        continued: The cells of that row which continue the cell above.
        cells: How many of its cells were described.
        cell_continues: So will the next.
    """

    group: int = 0
    note: int = 0
    builder: TableBuilder = field(default_factory=TableBuilder)
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    in_row: bool = False
    continued: set[int] = field(default_factory=set)
    cells: int = 0
    cell_continues: bool = False

    def end_paragraph(self, depth: int, *, filled: bool = False) -> None:
        """Add the paragraph, which lies in so many tables; if `filled` only when something is in it."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if text or not filled:
            self.builder.add(text.split("\n"), depth)
        if self.boxes:
            self.builder.add(self.boxes, depth)
            self.boxes = []

    def describe_row(self) -> None:
        """The description of a row begins."""
        self.in_row, self.continued, self.cells, self.cell_continues = True, set(), 0, False

    def describe_cell(self) -> None:
        """The description of a cell ends."""
        if self.cell_continues:
            self.continued.add(self.cells)
        self.cells, self.cell_continues = self.cells + 1, False
