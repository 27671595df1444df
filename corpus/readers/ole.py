"""What Office files in OLE containers say of themselves."""

from collections.abc import Iterable
from datetime import datetime

import olefile

_SUMMARY = "\x05SummaryInformation"
_CODE_PAGE = 1
_PROPERTIES = {2: "title", 3: "subject", 4: "author", 12: "created", 13: "modified"}
_BROKEN = (OSError, ValueError, TypeError, LookupError, OverflowError)


def summary(container: olefile.OleFileIO) -> dict[str, str]:
    """Title, subject, author and dates of the summary stream ([MS-OLEPS]); empty when it is missing or broken."""
    try:
        found = container.getproperties(_SUMMARY, convert_time=True, no_conversion=[10])
    except _BROKEN:
        return {}
    encoding = _encoding(found.get(_CODE_PAGE))
    return dict(_named(found.items(), encoding))


def _named(found: Iterable[tuple[int, object]], encoding: str) -> Iterable[tuple[str, str]]:
    for number, value in found:
        name = _PROPERTIES.get(number)
        if name and isinstance(value, bytes):
            yield name, value.decode(encoding, "replace").strip("\0")
        elif name and isinstance(value, (str, datetime)):
            yield name, str(value)


def _encoding(code_page: object) -> str:
    """The name of a code page, which is stored as a signed number (-535 is 65001, UTF-8)."""
    number = code_page & 0xFFFF if isinstance(code_page, int) else 1252
    name = {65001: "utf-8", 1200: "utf-16-le"}.get(number, f"cp{number}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
