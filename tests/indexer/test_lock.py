import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import IndexLockedError
from indexer.lock import WriterLock

_HOLD = """
import sys
from pathlib import Path
from indexer.lock import WriterLock
with WriterLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_in_the_same_process_is_refused(tmp_path: Path) -> None:
    with WriterLock(tmp_path), pytest.raises(IndexLockedError) as caught:
        WriterLock(tmp_path)
    assert caught.value.home == tmp_path
    WriterLock(tmp_path).release()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexLockedError):
            WriterLock(tmp_path)
        holder.kill()
        holder.wait()
        WriterLock(tmp_path).release()
