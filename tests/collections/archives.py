"""Zip archives whose bytes depend on nothing but their contents."""

import io
import zipfile
from collections.abc import Iterable

_DATE = (2026, 11, 22, 0, 0, 0)


def zip_parts(parts: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive of (name, content) in the given order; the names in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, date_time=_DATE)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def zip_again(archive: bytes) -> bytes:
    """The same members in the same order, with the fixed date."""
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        return zip_parts([(name, members.read(name)) for name in members.namelist()])
