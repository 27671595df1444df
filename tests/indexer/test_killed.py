"""kill -9 at random moments of an indexing run: the index opens, answers, and holds every document that was reported done."""

import random
import subprocess
import sys
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

from indexer.backends.local import LocalIndex
from indexer.models import Clause, Filters
from indexer.seams import Encoder

_FILES, _ARTICLES, _KILLS = 40, 30, 8

_INDEX = """
import sys
from pathlib import Path
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder

class Report:
    def started(self, total_files, total_bytes):
        print("started", flush=True)
    def file_done(self, document_id, status, size):
        print(document_id, status, flush=True)
    def embedded(self, passages, total_so_far):
        pass

if __name__ == "__main__":
    with IndexBuilder(Path(sys.argv[1]), HashingEncoder()) as builder:
        builder.index([Path(sys.argv[2])], Report())
"""


def _write(folder: Path, number: int, version: int) -> None:
    articles = "\n\n".join(
        f"Điều {article}. Hồ sơ {number} bản {version} mục {article * number}"
        for article in range(1, _ARTICLES)
    )
    (folder / f"{number}.txt").write_text(articles, encoding="utf-8")


def _run_and_kill(script: Path, home: Path, folder: Path, lines: int, seconds: float) -> list[str]:
    """What a run said before it was killed: so many seconds after so many lines, whatever it was doing then."""
    command = [sys.executable, str(script), str(home), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as indexing:
        assert indexing.stdout
        assert indexing.stdout.readline() == "started\n"
        said = list(islice(indexing.stdout, lines))
        time.sleep(seconds)
        indexing.kill()
        return [*said, *indexing.stdout]


def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path, encoder: Encoder) -> None:
    choose = random.Random(950)
    folder, home, script = tmp_path / "vb", tmp_path / "home", tmp_path / "index.py"
    folder.mkdir()
    script.write_text(_INDEX, encoding="utf-8")
    latest: dict[str, int] = {}
    acknowledged: dict[str, int] = {}
    for kill in range(_KILLS):
        for number in range(_FILES) if kill == 0 else choose.sample(range(_FILES), _FILES // 2):
            _write(folder, number, version=kill)
            latest[f"vb/{number}.txt"] = kill
        lines = choose.choice([0, _FILES, choose.randrange(_FILES)])
        for line in _run_and_kill(script, home, folder, lines, choose.uniform(0, 0.2)):
            document_id, status = line.split()
            assert status in {"added", "updated", "unchanged"}
            acknowledged[document_id] = latest[document_id]
        if acknowledged:
            _check(home, acknowledged, encoder)
    assert acknowledged


def _check(home: Path, acknowledged: dict[str, int], encoder: Encoder) -> None:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        stored = {record.document_id: record for record in backend.documents()}
        assert backend.manifest.documents == len(stored)
        assert backend.manifest.passages["vi"] == sum(record.passages for record in stored.values())
        for document_id, version in acknowledged.items():
            number = Path(document_id).stem
            assert f"Hồ sơ {number} bản {version}" in backend.content(document_id).text
            filters = Filters(document_ids=(document_id,))
            query = f"Hồ sơ {number}"
            lexical = backend.lexical([Clause.of(query)], "vi", filters, 99)
            dense = backend.dense(encoder.encode_queries([query])[0], "vi", filters, 99)
            numbers = [posting.passage for posting in lexical]
            assert len(lexical) == len(dense) == stored[document_id].passages
            assert {p.passage for p in dense} == set(numbers)
            assert all(f"bản {version} " in passage.text for passage in backend.passages(numbers).values())
