"""How every file of a folder is read, as a Markdown table: `python -m tests.quality.files DIR`.

A `manifest.tsv` in the folder, with the columns `file` and `words_certainly_in_text`, gives words to look for; `NAME.ref.*` and
`NAME.gold.*` beside a file `NAME.*` give a text to compare with.
"""

import csv
import re
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import ReadError
from corpus.models import QualityReport, SourceText
from corpus.quality import concerns
from corpus.readers import read_file

_REFERENCE = re.compile(r"\.(?:ref|gold)\.[^.]+$")
_CELL = re.compile(r"<([^<>]+)>")
_MARKDOWN = re.compile(
    r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)|<[^>\n]{1,200}>|(?m:^[ \t]*(?:#{1,6}|[-=*_]{3,}$|>)[ \t]*)|\*{1,3}|\|(?:[ :-]*-{2,}[ :-]*\|)*"
)


class Row(NamedTuple):
    """One file of the table.

    Attributes:
        file: Its name.
        found: Format and encoding, or the class of the error.
        characters: Length of the text.
        seconds: Wall time of the reading.
        report: The rest of the report in short, or the message of the error.
        words: How many of the words that are certainly in the file were found, and how many there are.
        similarity: To each reference, from 0 to 1.
    """

    file: str
    found: str
    characters: int
    seconds: float
    report: str
    words: tuple[int, int]
    similarity: tuple[float, ...] = ()

    def line(self) -> str:
        """As a row of a Markdown table."""
        words = "/".join(map(str, self.words)) if self.words[1] else ""
        similarity = ", ".join(f"{share:.3f}" for share in self.similarity)
        report = self.report.replace("|", "/")
        return f"| {self.file} | {self.found} | {self.characters:,} | {self.seconds:.2f} | {report} | {words} | {similarity} |"


def main(folder: Path) -> None:
    """Read everything and print the table, then one line that sums it up."""
    manifest = _manifest(folder / "manifest.tsv")
    sys.stdout.write("| file | found | characters | seconds | report | words | similarity |\n")
    sys.stdout.write("|---|---|---:|---:|---|---|---|\n")
    rows = list[Row]()
    for path in _files(folder):
        rows.append(_row(path, manifest.get(unicodedata.normalize("NFC", path.name), ())))
        sys.stdout.write(rows[-1].line() + "\n")
        sys.stdout.flush()
    sys.stdout.write("\n" + _summary(rows) + "\n")


def _summary(rows: Sequence[Row]) -> str:
    read = [row for row in rows if row.characters]
    found, wanted = (sum(row.words[place] for row in read) for place in (0, 1))
    similar = [share for row in read for share in row.similarity]
    mean = (
        f", mean similarity {sum(similar) / len(similar):.3f} over {len(similar)} references"
        if similar
        else ""
    )
    seconds = sum(row.seconds for row in rows)
    return (
        f"{len(rows)} files: {len(read)} read, {len(rows) - len(read)} refused; {found} of {wanted} certain words found in "
        f"those read{mean}; {seconds:.1f} s"
    )


def _manifest(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The words that are certainly in each file; words in angle brackets are cells that stand apart."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        unicodedata.normalize("NFC", row["file"]): tuple(_wanted(row["words_certainly_in_text"] or ""))
        for row in rows
    }


def _wanted(listed: str) -> Iterator[str]:
    for words in (*_CELL.findall(listed), _CELL.sub("", listed).replace("<>", "")):
        if words.strip():
            yield words


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != "manifest.tsv" and not _REFERENCE.search(path.name):
            yield path


def _row(path: Path, wanted: Sequence[str]) -> Row:
    begin = time.perf_counter()
    try:
        source = read_file(path)
    except ReadError as error:
        seconds = time.perf_counter() - begin
        return Row(path.name, type(error).__name__, 0, seconds, error.reason, (0, len(wanted)))
    seconds = time.perf_counter() - begin
    report = source.report
    found = f"{report.format}, {report.encoding}" if report.encoding else report.format
    hits = sum(_squeezed(words) in _squeezed(source.text) for words in wanted)
    similarity = tuple(_likeness(source, reference) for reference in _references(path))
    return Row(path.name, found, len(source.text), seconds, _short(report), (hits, len(wanted)), similarity)


def _short(report: QualityReport) -> str:
    facts = [f"{report.pages} pages"] if report.pages > 1 else []
    facts += [f"{len(report.empty_pages)} empty"] if report.empty_pages else []
    if report.ocr_pages:
        mean = sum(page.confidence for page in report.ocr_pages) / len(report.ocr_pages)
        facts.append(f"{len(report.ocr_pages)} by OCR ({mean:.0%})")
    facts += [f"{report.repaired} repaired"] if report.repaired else []
    facts += [f"{report.unknown_words:.1%} unknown words"] if report.unknown_words is not None else []
    codes = dict.fromkeys((*concerns(report), *(note.code for note in report.diagnostics)))
    return "; ".join((*facts, *codes))


def _references(path: Path) -> list[Path]:
    beside = (other for other in path.parent.iterdir() if _REFERENCE.search(other.name))
    return sorted(other for other in beside if _REFERENCE.sub("", other.name) == path.stem)


def _likeness(source: SourceText, reference: Path) -> float:
    given = reference.read_text(encoding="utf-8", errors="replace")
    return similarity(_collapsed(source.text), _collapsed(given))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _collapsed(text: str) -> str:
    """NFC without marks of Markdown, and with single blanks."""
    plain = _MARKDOWN.sub(lambda match: f"{match[1] or ''} ", unicodedata.normalize("NFC", text))
    return " ".join(plain.split())


def similarity(one: str, other: str) -> float:
    """One less the edits that make one text the other, divided by the length of the longer one: 1 for equal texts."""
    longest = max(len(one), len(other))
    return 1 - edits(one, other) / longest if longest else 1.0


def edits(one: str, other: str) -> int:
    """Levenshtein's distance, a whole column of the table in one integer (Hyyrö 2003, after Myers 1999)."""
    if not one or not other:
        return len(one) + len(other)
    places: dict[str, int] = {}
    for number, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << number
    everything, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    rises, falls, distance = everything, 0, len(one)
    for character in other:
        same = places.get(character, 0)
        diagonal = (((same & rises) + rises) ^ rises) | same | falls
        up, down = falls | (everything & ~(diagonal | rises)), rises & diagonal
        distance += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & everything, (down << 1) & everything
        rises, falls = down | (everything & ~(diagonal | up)), up & diagonal
    return distance


if __name__ == "__main__":
    main(Path(sys.argv[1]))
