"""RTF (1.0 to 1.9): paragraphs with their printed numbers, tables as rows, results of fields, notes at the end."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from corpus.errors import DamagedFileError
from corpus.readers.limits import ReadLimits
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.rtf_fonts import Fonts, code_page, decode
from corpus.readers.office.rtf_state import State, Story
from corpus.readers.office.rtf_tokens import Token, tokens
from corpus.readers.office.word_characters import join_surrogates
from corpus.readers.raw import RawText

_DEEPEST = 2000
_PRINTED: Mapping[bytes, str] = {
    b"tab": "\t", b"line": "\n", b"page": "\n", b"column": "\n", b"softline": "\n", b"emdash": "—", b"endash": "–",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ",
    b"enspace": " ", b"qmspace": " ", b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\",
}  # fmt: skip
_PARAGRAPH_ENDS = {b"par", b"sect", b"\r", b"\n"}
_SKIPPED = {
    b"colortbl", b"stylesheet", b"pict", b"nonshppict", b"shprslt", b"sp", b"fldinst", b"header", b"headerl", b"headerr",
    b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"xe", b"tc", b"rxe", b"txe", b"filetbl", b"listtable",
    b"nonesttables", b"ftnsep", b"ftnsepc", b"aftnsep", b"aftnsepc", b"annotation", b"mmath", b"objdata", b"upr",
    b"falt", b"panose", b"comment", b"doccomm", b"private",
}  # fmt: skip
_STARRED_BUT_READ = {b"ud", b"shpinst", b"dptxbxtext", b"do"}
_PROPERTIES = {b"title": "title", b"subject": "subject", b"author": "author"}
_MODES = {b"pc": 437, b"pca": 850, b"mac": 10000, b"ansi": 1252}


def read(content: bytes, _limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row; headers and footers are left out.

    Deletions of tracked changes and hidden text are left out. Text boxes follow the paragraph they are tied to. Footnotes
    and endnotes are marked `[1]` in the text and follow the body, each on a line of its own.

    Raises:
        DamagedFileError: Groups are nested too deeply.
    """
    reader = _Reader()
    for token in tokens(content):
        reader.take(token)
    text, fonts = reader.marks.take(join_surrogates("\n".join(reader.finish())))
    return RawText("rtf", (text,), reader.fonts.default, reader.metadata, fonts=fonts)


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self.marks = FontMarks()
        self.metadata: dict[str, str] = {}
        self._state = State()
        self._outer: list[State] = []
        self._stories = [Story()]
        self._notes: list[str] = []
        self._bytes = bytearray()
        self._starred = False
        self._to_skip = 0  # characters behind a Unicode character that only old readers show

    def take(self, token: Token) -> None:
        """Act on one token."""
        if token.kind in {"text", "hex"}:
            self._take_text(token.value)
        else:
            self._flush()
            if token.kind == "brace":
                self._to_skip = 0
                self._open() if token.value == b"{" else self._close()
            else:
                self._control(token)
        if token != Token("symbol", b"*"):
            self._starred = False

    def finish(self) -> list[str]:
        """All lines, notes at the end."""
        self._flush()
        while len(self._stories) > 1:
            self._end_story()
        self._story.end_paragraph(self._depth, filled=True)
        return [*self._story.builder.finish(), *self._notes]

    @property
    def _depth(self) -> int:
        """In how many tables the paragraph lies."""
        return max(self._state.table_depth, int(self._state.in_table or self._story.in_row))

    @property
    def _story(self) -> Story:
        return self._stories[-1]

    def _open(self) -> None:
        if len(self._outer) >= _DEEPEST:
            raise DamagedFileError("is an RTF whose groups are nested too deeply")
        self._outer.append(self._state)

    def _close(self) -> None:
        if len(self._stories) > 1 and self._story.group == len(self._outer):
            self._end_story()
        if self._outer:
            self._state = self._outer.pop()

    def _begin_story(self, *, is_note: bool) -> None:
        if self._state.skipped:
            return
        if is_note:
            self._notes.append("")
            self._print(f"[{len(self._notes)}]")
        self._stories.append(Story(len(self._outer), len(self._notes) if is_note else 0))
        self._state = replace(self._state, in_table=False, table_depth=0)

    def _end_story(self) -> None:
        self._story.end_paragraph(self._depth, filled=True)
        story = self._stories.pop()
        lines = story.builder.finish()
        if story.note:
            self._notes[story.note - 1] = f"[{story.note}] {' '.join(lines).strip()}"
        else:
            self._story.boxes.extend(lines)

    def _take_text(self, content: bytes) -> None:
        skipped = min(self._to_skip, len(content))
        self._to_skip -= skipped
        if self._state.skipped:
            return
        if self._state.into == "fonts":
            self.fonts.set_name(content)
        else:
            self._bytes += content[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            text = decode(bytes(self._bytes), self.fonts.encoding(self._state.font))
            self._bytes.clear()
            self._print(text)

    def _print(self, text: str) -> None:
        state = self._state
        if state.skipped or state.deleted or state.hidden or state.into == "fonts":
            return
        if state.into == "text":
            self._story.pieces.append(self.marks.mark(text, self.fonts.name(state.font)))
        else:
            self.metadata[state.into] = self.metadata.get(state.into, "") + text

    def _control(self, token: Token) -> None:
        word, number = token.value, token.number
        if word == b"*":
            self._starred = True
        elif self._starred and word not in _STARRED_BUT_READ and word not in _ACTIONS:
            self._state = replace(self._state, skipped=True)
        elif word in _PRINTED:
            self._to_skip -= 1 if self._to_skip else self._printed(_PRINTED[word])
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in _SKIPPED:
            self._state = replace(self._state, skipped=True)
        elif word in _PROPERTIES:
            self._state = replace(self._state, into=_PROPERTIES[word], skipped=False)
        elif word in _ACTIONS:
            _ACTIONS[word](self, number)

    def _printed(self, text: str) -> int:
        self._print(text)
        return 0

    def _end_paragraph(self) -> None:
        if not self._state.skipped and not self._state.deleted:
            self._story.end_paragraph(self._depth)

    def unicode(self, number: int | None) -> None:
        r"""`\uN`: a UTF-16 unit as a signed number, with stand-ins behind it."""
        self._print(chr((number or 0) & 0xFFFF))
        self._to_skip = self._state.fallbacks

    def fallbacks(self, number: int | None) -> None:
        r"""`\ucN`: how many stand-ins there are."""
        self._state = replace(self._state, fallbacks=1 if number is None else max(number, 0))

    def unicode_destination(self, _number: int | None) -> None:
        r"""`\ud`: the Unicode form of a destination that comes in two."""
        self._state = replace(self._state, skipped=False)

    def font(self, number: int | None) -> None:
        r"""`\fN`: in the font table the font described, elsewhere the font used."""
        if self._state.into == "fonts":
            self.fonts.define(number or 0)
        else:
            self._state = replace(self._state, font=number)

    def charset(self, number: int | None) -> None:
        r"""`\fcharsetN`."""
        self.fonts.set_charset(number or 0)

    def font_table(self, _number: int | None) -> None:
        r"""`\fonttbl`."""
        self._state = replace(self._state, into="fonts")

    def information(self, _number: int | None) -> None:
        r"""`\info`: only the properties we name are read."""
        self._state = replace(self._state, skipped=True)

    def default_font(self, number: int | None) -> None:
        r"""`\deffN`."""
        self.fonts.default_font = number

    def code_page(self, number: int | None) -> None:
        r"""`\ansicpgN`."""
        self.fonts.default = code_page(number)

    def plain(self, _number: int | None) -> None:
        r"""`\plain`: back to the default font, neither deleted nor hidden."""
        self._state = replace(self._state, font=None, deleted=False, hidden=False)

    def deleted(self, number: int | None) -> None:
        r"""`\deleted`, `\deleted0`."""
        self._state = replace(self._state, deleted=number != 0)

    def hidden(self, number: int | None) -> None:
        r"""`\v`, `\v0`."""
        self._state = replace(self._state, hidden=number != 0)

    def note(self, _number: int | None) -> None:
        r"""`\footnote`, of endnotes too."""
        self._begin_story(is_note=True)

    def box(self, _number: int | None) -> None:
        r"""`\shptxt`, `\dptxbxtext`."""
        self._begin_story(is_note=False)

    def paragraph_defaults(self, _number: int | None) -> None:
        r"""`\pard`."""
        self._state = replace(self._state, in_table=False, table_depth=0)

    def in_table(self, _number: int | None) -> None:
        r"""`\intbl`."""
        self._state = replace(self._state, in_table=True)

    def table_depth(self, number: int | None) -> None:
        r"""`\itapN`."""
        self._state = replace(self._state, table_depth=max(number or 0, 0))

    def row_defaults(self, _number: int | None) -> None:
        r"""`\trowd`: the description of a row begins, before its cells, behind them, or both."""
        self._story.describe_row()

    def cell_continues(self, _number: int | None) -> None:
        r"""`\clvmrg`, `\clmrg`: the cell being described continues the one above or before."""
        self._story.cell_continues = True

    def cell_described(self, _number: int | None) -> None:
        r"""`\cellx`: the description of a cell ends."""
        self._story.describe_cell()

    def cell(self, _number: int | None) -> None:
        r"""`\cell`, of a table that lies in no other."""
        self._end_cell(1)

    def inner_cell(self, _number: int | None) -> None:
        r"""`\nestcell`."""
        self._end_cell(max(self._state.table_depth, 2))

    def _end_cell(self, depth: int) -> None:
        if not self._state.skipped:
            self._story.end_paragraph(depth, filled=True)
            self._story.builder.end_cell(depth)

    def row(self, _number: int | None) -> None:
        r"""`\row`."""
        story = self._story
        story.builder.end_row(1, frozenset(story.continued))
        story.in_row = False

    def inner_row(self, _number: int | None) -> None:
        r"""`\nestrow`."""
        self._story.builder.end_row(max(self._state.table_depth, 2))


def _mode(number: int) -> Callable[[_Reader, int | None], None]:
    return lambda reader, _number: reader.code_page(number)


_ACTIONS: Mapping[bytes, Callable[[_Reader, int | None], None]] = {
    b"u": _Reader.unicode, b"uc": _Reader.fallbacks, b"ud": _Reader.unicode_destination, b"f": _Reader.font,
    b"fcharset": _Reader.charset, b"fonttbl": _Reader.font_table, b"info": _Reader.information,
    b"deff": _Reader.default_font, b"ansicpg": _Reader.code_page, b"plain": _Reader.plain, b"deleted": _Reader.deleted,
    b"v": _Reader.hidden, b"footnote": _Reader.note, b"shptxt": _Reader.box, b"dptxbxtext": _Reader.box,
    b"pard": _Reader.paragraph_defaults, b"intbl": _Reader.in_table, b"itap": _Reader.table_depth,
    b"trowd": _Reader.row_defaults, b"clvmrg": _Reader.cell_continues, b"clmrg": _Reader.cell_continues,
    b"cellx": _Reader.cell_described,
    b"cell": _Reader.cell, b"nestcell": _Reader.inner_cell, b"row": _Reader.row, b"nestrow": _Reader.inner_row,
} | {word: _mode(number) for word, number in _MODES.items()}  # fmt: skip
