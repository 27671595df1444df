"""A checkout of legalize-kr, or of any repository like it: Markdown with front matter, where the history of a file is that of its law.

The current files are a folder like any other. What stands in the history besides are earlier versions of the law (expressions), each with
its own day of effect in the front matter (`시행일자`, `effective`).
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from corpus.errors import ReadError
from corpus.header.front_matter import read_front_matter
from corpus.readers.limits import ReadLimits
from corpus.readers.text import markdown
from corpus.sources.folder import document_id_of

_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
_LOG = (
    "log",
    "--format=",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--diff-filter=AM",
    "--relative",
)
_SUFFIXES = (".md", ".markdown")
_LONGEST = ReadLimits().megabytes << 20


class Version(NamedTuple):
    """An earlier version of a document.

    Attributes:
        document_id: That of the document, and the day from which the version was in effect: `kr/주택법/법률.md@2020-02-27`.
        source: Where it lies: `git:<folder>/<path>@<blob>`.
        content: Its bytes.
    """

    document_id: str
    source: str
    content: bytes


def find_versions(root: Path) -> Iterator[Version]:
    """Every earlier version of the Markdown files of a git checkout, by path and the newest first.

    Of several commits with one day of effect the last counts: the others are the same version in another layout. Texts without a day
    of effect in their front matter, and those larger than a file may be, are left out.

    Args:
        root: The checkout, or a folder inside it.

    Raises:
        ReadError: It is no git checkout, or there is no git.
    """
    _check(root)
    with _contents(root) as content_of:
        for path, versions in groupby(_blobs(root), key=itemgetter(0)):
            days: set[str | None] = set()
            for place, (_, blob) in enumerate(versions):
                content = content_of(blob)
                day = _day_of_effect(content) if content else None
                current = place == 0 and (root / path).is_file()
                if content and day and day not in days and not current:
                    yield Version(
                        f"{document_id_of(root, path)}@{day}", _source(root, f"{path}@{blob}"), content
                    )
                days.add(day)


def source_of(root: Path) -> str:
    """What the sources of all versions of a checkout begin with."""
    return _source(root, "")


def _source(root: Path, path: str) -> str:
    return os.fsencode(f"git:{os.path.realpath(root)}/{path}").decode("utf-8", "backslashreplace")


def _check(root: Path) -> None:
    if shutil.which("git") is None:
        raise ReadError(
            "needs the program git to read a history: install it, or index without --history", root
        )
    asked = _run(root, "rev-parse", "--is-inside-work-tree")
    if asked.returncode or asked.stdout.strip() != b"true":
        raise ReadError("is no git checkout: --history needs a folder that was cloned with git", root)


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*_GIT, "-C", str(root), *arguments], capture_output=True, check=False, env=_environment()
    )


def _environment() -> dict[str, str]:
    """The user's, without what would point git at another repository or let it ask for a password."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_TERMINAL_PROMPT": "0"}


def _blobs(root: Path) -> list[tuple[str, str]]:
    """Path and blob of every version that a commit made, by path, the newest first; each blob of a path once."""
    told = _run(root, *_LOG, "--", ".")
    if told.returncode:  # a repository without commits
        return []
    fields = told.stdout.decode("utf-8", "surrogateescape").split("\0")
    changes = zip(fields[::2], fields[1::2], strict=False)
    found = ((path, change.split(" ")[3]) for change, path in changes if path.lower().endswith(_SUFFIXES))
    return sorted(dict.fromkeys(found), key=lambda version: version[0])


@contextmanager
def _contents(root: Path) -> Iterator["_Reader"]:
    command = [*_GIT, "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
    ) as process:
        try:
            yield _Reader(process)
        finally:
            if process.stdin:
                process.stdin.close()


class _Reader:
    """Contents of blobs, from one git that stays open."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def __call__(self, blob: str) -> bytes | None:
        """The bytes of a blob; None for one that is missing (a shallow or partial clone) or too large."""
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            return None
        asked.write(f"{blob}\n".encode())
        asked.flush()
        head = answered.readline().split()
        if len(head) != 3:
            return None
        content = answered.read(int(head[2]))
        answered.read(1)
        return content if len(content) <= _LONGEST else None


def _day_of_effect(content: bytes) -> str | None:
    day = read_front_matter(markdown.read(content.decode("utf-8", "replace")).metadata).effective
    return day if day and len(day) == len("2018-08-01") else None
