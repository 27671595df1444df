"""What a run of the indexer tells whoever watches it."""

from typing import Literal, Protocol

Status = Literal["added", "updated", "unchanged", "removed", "failed"]
"""What became of one document."""


class Progress(Protocol):
    """Callbacks of a run, called in the thread that runs the indexer."""

    def started(self, total_files: int, total_bytes: int) -> None:
        """The files are listed; each will be reported done once. So many bytes of them have to be read, 0 where that is not known."""

    def file_done(self, document_id: str, status: Status, size: int) -> None:
        """What `status` says is committed: it survives a power cut from here on. So many bytes less are to be read."""

    def embedded(self, passages: int, total_so_far: int) -> None:
        """So many more passages have an embedding, so many since the run began."""


class Silence:
    """A `Progress` that nobody watches."""

    def started(self, total_files: int, total_bytes: int) -> None:
        """Nothing."""

    def file_done(self, document_id: str, status: Status, size: int) -> None:
        """Nothing."""

    def embedded(self, passages: int, total_so_far: int) -> None:
        """Nothing."""
