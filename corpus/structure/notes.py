"""Footnotes and endnotes that follow the body, as the readers of files with notes write them.

… theo quy định của pháp luật[1] và thông lệ[2].
[1] Luật số 50/2014/QH13.
[2] Theo cam kết quốc tế.
"""

import re

from corpus.structure.lines import Line, Lines
from corpus.structure.marks import Mark, Role

NOTE_LEVEL = 0
"""Notes lie directly inside the document: whatever was open ends before them."""
_NOTE = re.compile(r"\[(?P<number>\d{1,4})\](?=\s|\Z)")


def find_notes(lines: Lines) -> dict[int, Mark]:
    """The notes by the index of their line: the last lines, numbered from 1, whose marks stand in the text above in this order."""
    numbers: list[int] = []
    for line in reversed(lines):
        found = _NOTE.match(line.text)
        if found is None or (numbers and int(found["number"]) != numbers[-1] - 1):
            break
        numbers.append(int(found["number"]))
    first = len(lines) - len(numbers)
    if not numbers or numbers[-1] != 1 or not _are_marked(lines.text[: lines[first].start], len(numbers)):
        return {}
    return {first + number: _mark(lines[first + number], number + 1) for number in range(len(numbers))}


def _are_marked(body: str, count: int) -> bool:
    position = 0
    for number in range(1, count + 1):
        position = body.find(f"[{number}]", position) + 1
        if not position:
            return False
    return True


def _mark(line: Line, number: int) -> Mark:
    label = f"[{number}]"
    return Mark(
        "note", str(number), NOTE_LEVEL, Role.COMPONENT, label, line.start, line.start + len(label), (number,)
    )
