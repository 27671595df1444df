"""Measures every test collection and writes the table into docs/quality.md: `make quality`.

    python -m tests.quality.evaluation DIR [FILE]

DIR holds a folder for each set, see `kb.evaluation.collection`. Of FILE, docs/quality.md unless another is named, only what stands between
the two marks is replaced.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from api.opening import open_named_encoder
from api.settings import load_settings
from indexer.seams import Encoder
from kb.evaluation.collection import Collection, read_collection
from kb.evaluation.evaluate import evaluate
from kb.evaluation.report import EvaluationReport, table
from kb.evaluation.systems import FULL

BEGIN = "<!-- make quality: begin -->"
END = "<!-- make quality: end -->"
_PAGE = Path("docs/quality.md")


def collections(folder: Path) -> list[Collection]:
    """The test collections in a folder, by name. Raises CollectionError."""
    return [read_collection(path) for path in sorted(folder.iterdir()) if (path / "queries.jsonl").exists()]


def written(page: str, reports: Sequence[EvaluationReport], encoder: Encoder, day: str) -> str:
    """The page with a new table between its marks.

    Raises:
        ValueError: The page does not have both marks, once and in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in after:
        raise ValueError(f"the page needs {BEGIN} and behind it {END}, each once")
    seconds = sum(report.seconds for report in reports)
    embedded = sum(report.embedded for report in reports)
    said = f"Measured {day} with the encoder {encoder.name}; {seconds:.0f} s, {embedded:,} passages embedded."
    return f"{before}{BEGIN}\n\n{said}\n\n{table(reports, FULL)}\n\n{END}{after}"


def main(folder: Path, page: Path = _PAGE) -> None:
    """Measure all and write the page."""
    settings = load_settings()
    encoder = open_named_encoder(settings)
    reports = []
    for collection in collections(folder):
        reports.append(evaluate(collection, encoder, settings.cache / "evaluation"))
        sys.stderr.write(f"{collection.name}: {reports[-1].seconds:.0f} s\n")
    day = datetime.now(UTC).date().isoformat()
    page.write_text(written(page.read_text(encoding="utf-8"), reports, encoder, day), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
