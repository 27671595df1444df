"""What a reader of a knowledge base meets, as a process of its own so that its memory is its own: prints one JSON object.

    python -m tests.benchmarks.growth.reader HOME QUESTIONS

QUESTIONS is a JSON list. The last ten are asked first, to warm up.
"""

import json
import os
import sys
import time
from pathlib import Path

from api.settings import load_settings
from kb.query import Query
from tests.benchmarks.processes import Memory
from tests.benchmarks.queries import open_bundled, timed

_WARM = 10


def main(home: Path, questions: list[str]) -> None:
    """Open, answer, and look at the memory."""
    started = time.perf_counter()
    with open_bundled(home, load_settings().cache) as base:
        base.search(Query(questions[-1]))
        first = time.perf_counter() - started
        for text in questions[-_WARM:]:
            base.search(Query(text))
        latencies = timed(lambda text: base.search(Query(text, limit=10)), questions[:-_WARM])
        memory = Memory.of([os.getpid()])
        status = base.status()
    found = {
        "passages": sum(status.passages.values()),
        "documents": status.documents,
        "disk_mb": status.disk_bytes / 1e6,
        "first_answer_s": first,
        "query_ms": latencies._asdict(),
        "memory_mb": memory._asdict(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
