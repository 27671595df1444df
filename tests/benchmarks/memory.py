"""Memory of a server process, beside a process that holds nothing but the model in torch."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from indexer.model_store import sentence_transformers_model
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.processes import Memory
from tests.benchmarks.server import serving

_QUERIES = 500
_MODEL_ALONE = """
import sys
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
encoder = SentenceTransformerEncoder(sys.argv[1])
encoder.encode_queries(["đô thị thông minh"])
print("ready", flush=True)
sys.stdin.read()
"""


def measure(materials: Materials) -> Iterator[Measurement]:
    """MB after the first answer and after 500 queries: resident, proportional and private, as `Memory` says."""
    theirs = _model_alone(sentence_transformers_model(materials.cache))
    for searched in materials.searched():
        with serving(searched.home, materials.cache) as server:
            caller = server.caller()
            caller.search(searched.questions[0])
            first = Memory.of(server.processes)
            for text in islice(cycle(searched.questions), _QUERIES):
                caller.search(text)
            later = Memory.of(server.processes)
        for when, ours in (("the first answer", first), (f"{_QUERIES} queries", later)):
            for what in Memory._fields:
                name = f"server, {searched.name}, {what} after {when}"
                yield Measurement(
                    name, "MB", getattr(ours, what), "the model alone in torch", getattr(theirs, what)
                )


def _model_alone(model: Path) -> Memory:
    command = [sys.executable, "-c", _MODEL_ALONE, str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        held = Memory.of([process.pid])
        process.communicate()
    return held
