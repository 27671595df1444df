import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.models import Document
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder

PROGRAM = """
import os, sys
from multiprocessing import get_context
from pathlib import Path
import numpy  # its linear algebra has threads, and provides for forks
from indexer.analyzers import analyzer_for
from indexer.analyzers.words import vietnamese_words
from indexer.preloading import preload

def found():
    korean = analyzer_for("ko").analyze(["도시개발계획을 수립한다", "스마트도시"])
    found = (*(analyzed.terms for analyzed in korean), vietnamese_words("quy hoạch đô thị"))
    return [[term.text for term in terms] for terms in found]

def answer(queue):
    queue.put(found())

if __name__ == "__main__":
    before = len(os.listdir("/proc/self/task"))
    preload(Path(sys.argv[1]))
    print(len(os.listdir("/proc/self/task")) - before, "kiwipiepy" in sys.modules)
    forking, answers = get_context("fork"), []
    for _ in range(2):
        queue = forking.SimpleQueue()
        child = forking.Process(target=answer, args=(queue,))
        child.start()
        answers.append(queue.get())
        child.join()
    print(answers == [found(), found()])
"""


def test_what_is_preloaded_starts_no_threads_and_works_in_processes_forked_afterwards(
    home: Path, make_document: Callable[..., Document]
) -> None:
    texts = ("Điều 1. Quy hoạch đô thị thông minh.", "제1조(목적) 이 법은 스마트도시의 조성을 목적으로 한다.")
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.add((str(number), make_document(text)) for number, text in enumerate(texts))
    command = [sys.executable, "-c", PROGRAM, str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.returncode) == ("0 True\nTrue\n", 0), done.stderr
