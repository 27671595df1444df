"""From marks to the tree of provisions."""

from collections.abc import Iterator

from corpus.models import Diagnostic, Provision, Span
from corpus.structure.contents import find_contents
from corpus.structure.grammar import GrammarFactory
from corpus.structure.lines import Lines, is_capitals
from corpus.structure.marks import Mark
from corpus.structure.notes import find_notes
from corpus.structure.outline import Outline, Unit
from corpus.structure.paragraphs import paragraphs
from corpus.structure.quotations import quoted_lines
from corpus.structure.sequence import Place


def build_tree(text: str, make_grammar: GrammarFactory) -> tuple[Provision, tuple[Diagnostic, ...]]:
    """The tree that a grammar finds in the text, and what was noticed, in the order of the text."""
    lines = Lines(text)
    scan = _Scan(lines, make_grammar)
    for index in range(len(lines)):
        scan.read_line(index)
    root, diagnostics = scan.outline.finish()
    return _Provisions(text, scan.contents).of(root), diagnostics


class _Scan:
    """One walk over the lines of a text."""

    def __init__(self, lines: Lines, make_grammar: GrammarFactory) -> None:
        self._lines = lines
        self._grammar = make_grammar(lines)
        self._notes = find_notes(lines)
        self._marks: dict[int, list[Mark]] = {}
        tables = find_contents(lines, self._read_marks)
        self._in_contents = {index: table.start for table in tables for index in table}
        self.contents = tuple(Span(lines[table.start].start, lines[table[-1]].end) for table in tables)
        self._quoted = quoted_lines(lines)
        self._done = 0
        self.outline = Outline(lines.text, self._grammar)

    def read_line(self, index: int) -> None:
        line = self._lines[index]
        if index in self._notes:
            self.outline.add(self._notes[index], None)
        elif index in self._in_contents:
            if index == self._in_contents[index]:
                self.outline.step_out(line.start)
        elif index not in self._quoted and line.start >= self._done:
            self._read_units(index)

    def _read_units(self, index: int) -> None:
        line = self._lines[index]
        if self._begins_signatures(index):
            self.outline.sign_off(line.start)
        self._take(index, line.start, None)
        if self._grammar.inner_places is not None:
            for inner in self._grammar.inner_places.finditer(self._lines.text, line.start, line.end):
                if inner.end() >= self._done:
                    self._take(index, inner.end(), Place(begins_paragraph=False))

    def _begins_signatures(self, index: int) -> bool:
        grammar = self._grammar
        if grammar.signature is not None and grammar.signature.match(self._lines[index].text):
            return True
        return bool(
            grammar.last_words and index > 0 and grammar.last_words.search(self._lines[index - 1].text)
        )

    def _place(self, index: int) -> Place:
        lines = self._lines
        return Place(
            lines.begins_paragraph(index), lines.continues_citation(index), is_capitals(lines[index].text)
        )

    def _read_marks(self, position: int) -> list[Mark]:
        """Every reading of what stands at an offset, read once for tables of contents and units."""
        if position not in self._marks:
            self._marks[position] = self._grammar.read_marks(position)
        return self._marks[position]

    def _take(self, index: int, position: int, place: Place | None) -> None:
        """Takes the unit that begins here, and those whose marks follow directly: `제7조(위원회) ② …`, `2. a) …`."""
        level = -1
        while position < self._lines[index].end:
            deeper = [mark for mark in self._read_marks(position) if mark.level > level]
            mark = self.outline.choose(deeper, place or self._place(index)) if deeper else None
            if mark is None:
                return
            self.outline.add(mark, self._grammar.read_title(mark, index))
            self._done = position = mark.body
            level, place = mark.level, Place(begins_paragraph=True)


class _Provisions:
    """Makes provisions of units, and of the stretches of text between them; a table of contents is one stretch."""

    def __init__(self, text: str, contents: tuple[Span, ...]) -> None:
        self._text = text
        self._contents = contents

    def of(self, unit: Unit) -> Provision:
        """The provision of a unit."""
        children: list[Provision] = []
        position = unit.start
        texts = 0
        for child in unit.children:
            # Text before the first child is the unit's own, but the document has no text of its own.
            if children or unit.mark is None:
                texts = self._add_texts(unit, Span(position, child.start), children, texts)
            children.append(self.of(child))
            position = child.end
        if unit.is_component and (children or unit.mark is None):
            self._add_texts(unit, Span(position, unit.end), children, texts)
        kind, label = (unit.mark.kind, unit.mark.label) if unit.mark else ("document", "")
        return Provision(unit.anchor, kind, label, unit.title, Span(unit.start, unit.end), tuple(children))

    def _add_texts(self, unit: Unit, span: Span, children: list[Provision], texts: int) -> int:
        prefix = f"{unit.anchor}." if unit.anchor else ""
        for stretch in self._stretches(span):
            texts += 1
            children.append(Provision(f"{prefix}text-{texts}", "text", "", None, stretch))
        return texts

    def _stretches(self, span: Span) -> Iterator[Span]:
        position = span.start
        for table in self._contents:
            if span.contains(table):
                yield from paragraphs(self._text, position, table.start)
                yield table
                position = table.end
        yield from paragraphs(self._text, position, span.end)
