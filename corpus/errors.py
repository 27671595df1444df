"""Every error this project raises on purpose.

    VkbError
    ├── ReadError(path)                  a file that cannot become text
    │   ├── UnsupportedFormatError       a format no reader knows, named as what it is
    │   ├── EncryptedFileError           needs a password, or is under rights management
    │   ├── DamagedFileError             truncated or broken beyond reading
    │   ├── EmptyFileError               holds no text at all
    │   ├── NeedsOcrError                pages without a text layer
    │   └── ReadLimitError(limit)        over a limit of size, pages, memory or time
    ├── FetchError                       a source on the network that gives no text
    ├── IdentifierError                  also a ValueError: no identifier of the grammar
    ├── IndexingError
    │   ├── IndexNotFoundError(home)     nothing is committed there
    │   ├── IndexFormatError             written by another version of the format
    │   ├── IndexMismatchError           another encoder than the index was built with
    │   ├── IndexCorruptedError(file)    a checksum or a length is wrong
    │   ├── IndexLockedError(home)       another process is writing
    │   ├── DocumentIdTakenError         two files claim one document id
    │   └── EncoderUnavailableError      the model is not on this machine
    ├── QueryError
    │   ├── InvalidQueryError            also a ValueError: empty, too long, or a parameter out of range
    │   └── NotFoundError                also a LookupError: no such document or provision
    ├── CollectionError(path)            a test collection that is not in the expected form
    └── SettingsError                    a setting has a value it may not have

Each message is one sentence that says what is wrong and what to do next; the data it speaks of is an attribute.
"""

from pathlib import Path


class VkbError(Exception):
    """The base of every error this project raises on purpose."""


class ReadError(VkbError):
    """A file that cannot become text.

    Attributes:
        path: The file, or None when bytes were read.
        reason: The message without the path, in one line.
    """

    def __init__(self, reason: str, path: Path | None = None) -> None:
        one_line = " ".join(reason.split())  # it may quote a library that breaks its messages into lines
        super().__init__(f"{path}: {one_line}" if path else one_line)
        self.reason = one_line
        self.path = path

    def __reduce__(self) -> tuple[type["ReadError"], tuple[str, Path | None]]:
        return type(self), (self.reason, self.path)


class UnsupportedFormatError(ReadError):
    """A format that no reader knows; the message names the format that was found."""


class EncryptedFileError(ReadError):
    """The file needs a password, or is under rights management."""


class DamagedFileError(ReadError):
    """The file is truncated or broken beyond reading."""


class EmptyFileError(ReadError):
    """The file holds no text."""


class NeedsOcrError(ReadError):
    """The pages are pictures without a text layer."""


class ReadLimitError(ReadError):
    """The file is over a limit of bytes, pages, unpacked size, memory or seconds."""


class FetchError(VkbError):
    """A source on the network does not answer, or answers something else than a text."""


class IdentifierError(VkbError, ValueError):
    """The text is no identifier of the grammar.

    Attributes:
        text: What was given.
    """

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class IndexingError(VkbError):
    """The index cannot be opened, read or written."""


class IndexNotFoundError(IndexingError):
    """Nothing is committed at this place.

    Attributes:
        home: The folder of the knowledge base.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"no knowledge base at {home}: index something first with `vkb index PATH --home {home}`"
        )
        self.home = home


class IndexFormatError(IndexingError):
    """The files were written by another version of the format."""


class IndexMismatchError(IndexingError):
    """The index was built with another encoder than the one asked for.

    Attributes:
        found: The encoder that the index names.
        expected: The encoder that was asked for.
    """

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(
            f"this index was built with the encoder {found}, not {expected}: open it with --encoder {found}, "
            "or index into another --home"
        )
        self.found = found
        self.expected = expected


class IndexCorruptedError(IndexingError):
    """A checksum or a length is wrong.

    Attributes:
        file: The file that is not what the manifest says.
    """

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            f"{file} is damaged ({reason}): run `vkb index` again to rebuild it from the catalog"
        )
        self.file = file


class IndexLockedError(IndexingError):
    """Another process is writing to the same knowledge base.

    Attributes:
        home: The folder of the knowledge base.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(f"another process is writing to {home}: wait until it ends, then try again")
        self.home = home


class DocumentIdTakenError(IndexingError):
    """Two files claim one document id.

    Attributes:
        document_id: The id both would have.
        source: The file that already has it.
    """

    def __init__(self, document_id: str, source: str) -> None:
        super().__init__(
            f"the id {document_id} belongs to {source}: rename the folder or the file, and index again"
        )
        self.document_id = document_id
        self.source = source


class EncoderUnavailableError(IndexingError):
    """The model of an encoder is not on this machine."""


class QueryError(VkbError):
    """A question that cannot be answered as it was put."""


class InvalidQueryError(QueryError, ValueError):
    """The query is empty or too long, or a parameter is out of range."""


class NotFoundError(QueryError, LookupError):
    """No such document or provision.

    Attributes:
        identifier: What was asked for.
    """

    def __init__(self, identifier: str) -> None:
        super().__init__(
            f"nothing in this knowledge base has the id {identifier}: `vkb status` lists what it holds"
        )
        self.identifier = identifier


class CollectionError(VkbError):
    """A test collection is not in the expected form.

    Attributes:
        path: The file or folder.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class SettingsError(VkbError):
    """A setting has a value it may not have."""
