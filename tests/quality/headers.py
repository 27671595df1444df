"""Compares the headers read from a folder of documents with what its manifest says of them.

    python -m tests.quality.headers DIR

DIR holds `manifest.jsonl`, one object a line: `file`, and of `number`, `type`, `date`, `effective`, `issuer`, `title` what is known. Each
document is read twice, with its front matter and by its text alone. A title is right when one of the two contains the other, or when
four of five words of the manifest's stand in it: manifests shorten titles.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.document import parse_document
from corpus.identifiers import issuer_token, number_key, title_key, type_token
from corpus.models import Header
from corpus.readers import read_file

FIELDS = ("number", "type", "date", "effective", "issuer", "title")
_WORDS_SHARED = 0.8


def said(header: Header) -> Mapping[str, str | None]:
    """A header under the names of the manifest."""
    return {
        "number": header.number,
        "type": header.type,
        "date": header.issued,
        "effective": header.effective,
        "issuer": header.issuer or header.issuer_name,
        "title": header.title,
    }


def agrees(field: str, expected: str, came: str | None) -> bool:
    """Whether a field came as the manifest has it."""
    if came is None:
        return False
    if field == "number":
        return number_key(expected) == number_key(came)
    if field == "type":
        return (type_token(expected) or expected) == came
    if field == "issuer":
        return came in {issuer_token(expected), expected}
    return same_title(expected, came) if field == "title" else expected == came


def same_title(expected: str, came: str) -> bool:
    """Whether two titles are one, up to shortening."""
    one, other = title_key(expected), title_key(came)
    words = [title_key(word) for word in expected.split()]
    shared = sum(word in {title_key(word) for word in came.split()} for word in words)
    return one in other or other in one or shared >= _WORDS_SHARED * len(words)


def misses(entry: Mapping[str, str], header: Header) -> dict[str, tuple[str, str | None]]:
    """What the manifest says and what came instead, by field."""
    came = said(header)
    known = {field: entry[field] for field in FIELDS if entry.get(field)}
    return {
        field: (value, came[field]) for field, value in known.items() if not agrees(field, value, came[field])
    }


def main(folder: Path) -> None:
    """Prints every miss and the tables."""
    entries = [
        json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    sources = {entry["file"]: read_file(folder / entry["file"]) for entry in entries}
    known = Counter(field for entry in entries for field in FIELDS if entry.get(field))
    for name in ("with front matter", "text alone"):
        missed: Counter[str] = Counter()
        for entry in entries:
            source = sources[entry["file"]]
            bare = replace(source, metadata={}) if name == "text alone" else source
            found = misses(entry, parse_document(bare).header)
            missed.update(found.keys())
            for field, (expected, came) in found.items():
                print(f"{name}: {entry['file']} {field}: expected {expected!r}, came {came!r}")  # noqa: T201
        for field in FIELDS:
            hits = known[field] - missed[field]
            print(f"{name:18} {field:10} {hits:3} of {known[field]:3}  {hits / known[field]:.1%}")  # noqa: T201
        hits = known.total() - missed.total()
        print(f"{name:18} {'all':10} {hits:3} of {known.total():3}  {hits / known.total():.1%}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
