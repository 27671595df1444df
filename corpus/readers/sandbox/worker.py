"""The child process of one file: limits on, file in, answer out."""

import contextlib
import gc
import math
import os
import resource
import warnings
from pathlib import Path

from corpus.errors import DamagedFileError, EmptyFileError, ReadError, ReadLimitError
from corpus.models import SourceText
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.registry import read_content
from corpus.readers.sandbox.exchange import Request, dump_answer

_MEGABYTE = 1 << 20


def answer(request: Request, output: int, more_time: MoreTime) -> None:
    """Read the file under its limits and write the answer, a text or an error, to a file descriptor.

    Before OCR, `more_time` asks the caller for the seconds it may take.
    """
    _restrict(request.limits)
    warnings.simplefilter(
        "ignore"
    )  # what third-party readers deprecate is no concern of the person with the file
    result: SourceText | ReadError
    try:
        result = _read(Path(request.path), request.limits, more_time)
    except ReadError as error:
        result = error
    except MemoryError:
        gc.collect()
        result = ReadLimitError(f"reading it takes more than {request.limits.memory_megabytes} MB of memory")
    except RecursionError:
        result = DamagedFileError("its parts are nested too deeply")
    except Exception as error:  # noqa: BLE001 - the boundary of one file: third-party readers raise anything on broken input
        result = DamagedFileError(f"broken beyond reading ({_one_line(error)})")
    _write(result, output, request.limits)


def _restrict(limits: ReadLimits) -> None:
    """Limits of this process, which those it starts inherit."""
    _allow_processor(math.ceil(limits.seconds))
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_megabytes * _MEGABYTE),
        (resource.RLIMIT_FSIZE, limits.text_megabytes * _MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(kind, value)


def _allow_processor(seconds: int) -> None:
    _limit(resource.RLIMIT_CPU, seconds)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (ceiling, hard))


def _read(path: Path, limits: ReadLimits, more_time: MoreTime) -> SourceText:
    try:
        content = _content(path, limits)
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror or error})") from error
    if not content:
        raise EmptyFileError("has no bytes at all")

    def more_of_both(seconds: float) -> None:
        _allow_processor(math.ceil(limits.seconds + seconds))
        more_time(seconds)

    return read_content(content, path.name, limits, more_of_both)


def _content(path: Path, limits: ReadLimits) -> bytes:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        content = file.read(limits.megabytes * _MEGABYTE + 1)
    if len(content) > limits.megabytes * _MEGABYTE:
        raise ReadLimitError(
            f"has {size / _MEGABYTE:.0f} MB, more than the {limits.megabytes} MB that are allowed"
        )
    return content


def _write(result: SourceText | ReadError, output: int, limits: ReadLimits) -> None:
    content = dump_answer(result)
    if len(content) > limits.text_megabytes * _MEGABYTE:
        content = dump_answer(ReadLimitError(f"its text is larger than {limits.text_megabytes} MB"))
    with contextlib.closing(os.fdopen(output, "wb")) as file:
        file.write(content)


def _one_line(error: Exception) -> str:
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first[:200]}" if first else type(error).__name__
