"""Distribution copies (배포용 문서) of HWP 5, whose body anybody may view but which their publisher wants neither edited nor copied.

Format: "한글 문서 파일 형식 – 배포용 문서" (revision 1.2) of Hancom. The key is in the file itself: no password is needed or guessed.
"""

from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from corpus.errors import DamagedFileError

_RECORD_HEADER = 4
_DATA = 256
_SEED = 4
_KEY_TEXT = 80  # of which the first 16 bytes are the key
_BLOCK = 16
_NO_COPYING, _NO_PRINTING = 1, 2


class Unlocked(NamedTuple):
    """The plain stream, and what the publisher does not want: `copying`, `printing`."""

    stream: bytes
    forbidden: tuple[str, ...]


def unlock(stream: bytes) -> Unlocked:
    """Decrypt a stream of the ViewText storage; the result is still compressed when the file is.

    A last block that was cut off is left out.

    Raises:
        DamagedFileError: It is too short to hold a key.
    """
    data = stream[_RECORD_HEADER : _RECORD_HEADER + _DATA]
    if len(data) < _DATA:
        raise DamagedFileError("is a distribution-only HWP (배포용 문서) whose key is missing")
    seed = int.from_bytes(data[:_SEED], "little")
    plain = bytes(byte ^ mask for byte, mask in zip(data, _masks(seed), strict=True))
    start = (seed & 0xF) + _SEED
    key = plain[start : start + _BLOCK]
    flags = plain[start + _KEY_TEXT]
    locked = stream[_RECORD_HEADER + _DATA :]
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
    names = ((_NO_COPYING, "copying"), (_NO_PRINTING, "printing"))
    return Unlocked(
        decryptor.update(locked[: len(locked) // _BLOCK * _BLOCK]),
        tuple(name for flag, name in names if flags & flag),
    )


def _masks(seed: int) -> bytes:
    """256 bytes of runs: the odd calls of rand() give a byte, the even ones how often it comes, from 1 to 16."""
    masks = bytearray()
    state = seed
    while len(masks) < _DATA:
        state, byte = _rand(state)
        state, times = _rand(state)
        masks += bytes([byte & 0xFF]) * ((times & 0xF) + 1)
    return bytes(masks[:_DATA])


def _rand(state: int) -> tuple[int, int]:
    """The next state and number of rand() in Microsoft's C library, which the format names."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, state >> 16 & 0x7FFF
