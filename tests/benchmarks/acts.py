"""Korean acts as files, put together again from the articles of a test collection."""

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kb.evaluation.collection import Record

_HEADING = re.compile(r" (?=제\d+조)")


def write_acts(records: Iterable[Record], articles: int, folder: Path) -> None:
    """Write a text file for each act until so many articles are reached; the last act is whole.

    Args:
        records: Articles, those of an act behind each other; what stands before `#` in an id is the act, and a title is that of the act
            with number and heading of the article behind it.
        articles: How many to reach.
        folder: Is filled; made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number, (_, group) in enumerate(
        groupby(records, lambda record: record.record_id.partition("#")[0]), 1
    ):
        if written >= articles:
            return
        act = list(group)
        title, _ = _HEADING.split(act[0].title, maxsplit=1)
        parts = [f"{_HEADING.split(record.title, maxsplit=1)[1]}\n{record.text}\n" for record in act]
        (folder / f"{number}.txt").write_text("\n".join([f"{title}\n", *parts]), encoding="utf-8")
        written += len(act)
