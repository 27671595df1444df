"""The bytes of an HWP 3, read from front to end."""


class CutOffError(Exception):
    """The bytes end inside of something."""


class ByteStream:
    """A place in the bytes that moves on with what is read."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, length: int) -> bytes:
        """So many bytes.

        Raises:
            CutOffError: There are fewer.
        """
        found = self._content[self._at : self._at + length]
        if len(found) < length:
            raise CutOffError
        self._at += length
        return found

    def byte(self) -> int:
        """One byte."""
        return self.take(1)[0]

    def word(self) -> int:
        """16 bits, as all numbers with the lowest byte first."""
        return int.from_bytes(self.take(2), "little")

    def double_word(self) -> int:
        """32 bits."""
        return int.from_bytes(self.take(4), "little")
