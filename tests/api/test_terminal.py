"""What a terminal shows: lines of its width, wide letters counted as two cells, found words set off."""

import io

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from api.cli.output import marked, write
from api.cli.progress import watching
from api.excerpt import Piece


def _terminal(width: int) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        width=width,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )


def _shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_korean_is_wrapped_by_cells() -> None:
    console = _terminal(24)
    text = "스마트도시의 효율적인 조성과 관리에 관하여 필요한 사항을 규정한다"
    write(console, text, indent=4)
    lines = _shown(console).splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    ") and cell_len(line) <= 24 for line in lines)
    assert (
        "".join(line.strip() for line in lines) == text.replace(" ", "")
        or " ".join(line.strip() for line in lines) == text
    )


def test_found_words_are_set_off() -> None:
    console = _terminal(80)
    write(console, marked([Piece("đô thị ", False), Piece("thông minh", True)]))
    assert "đô thị \x1b[1;33mthông minh\x1b[0m" in _shown(console)


def test_without_colour_the_text_is_the_same() -> None:
    console = Console(file=io.StringIO(), width=80, no_color=True, _environ={})
    write(console, marked([Piece("đô thị ", False), Piece("[thông] minh", True)]))
    assert _shown(console) == "đô thị [thông] minh\n"


def test_empty_lines_stay() -> None:
    console = _terminal(40)
    write(console, Text("một\n\nhai"))
    assert _shown(console).splitlines() == ["một", "", "hai"]


def test_the_bar_shows_files_and_rate() -> None:
    console = _terminal(100)
    with watching(console, "Indexing") as progress:
        progress.started(3, 400)
        progress.file_done("a", "added", 100)
        progress.embedded(12, 12)
        progress.embedded(8, 20)
    shown = _shown(console)
    assert "Indexing" in shown
    assert "20 passages" in shown
    assert "25%" in shown
    assert "1/3" in shown


def test_a_pipe_sees_no_bar() -> None:
    console = Console(file=io.StringIO(), force_terminal=False, _environ={})
    with watching(console, "Indexing") as progress:
        progress.started(1, 0)
        progress.file_done("a", "added", 0)
    assert _shown(console) == ""
