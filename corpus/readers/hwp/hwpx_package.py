"""The parts of an HWPX package (KS X 6101, OWPML), also where some of them are missing or broken."""

import re
from collections.abc import Iterator
from posixpath import basename

from lxml import etree

from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.hwp.xml import Parsed, parse_xml
from corpus.readers.limits import ReadLimits

_SECTION = re.compile(r"section(\d{1,9})\.xml", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_PACKAGE = "Contents/content.hpf"
_HEADER = "Contents/header.xml"
_PREVIEW = "Preview/PrvText.txt"
_METADATA = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "CreatedDate": "created",
    "ModifiedDate": "modified",
}


class HwpxPackage:
    """An open HWPX; parts whose checksum is wrong are errors, missing and malformed ones are not.

    Raises:
        EncryptedFileError: It has a password.
        DamagedFileError: The archive is broken.
        ReadLimitError: It unpacks to too much.
    """

    def __init__(self, content: bytes, limits: ReadLimits) -> None:
        self._archive = open_archive(content, limits)
        self._names = self._archive.namelist()
        if _MANIFEST in self._names and b"encryption-data" in read_part(self._archive, _MANIFEST):
            raise EncryptedFileError("is an HWPX with a password: save it without one and read that")

    def header(self) -> Parsed:
        """The part that defines styles and numberings."""
        return self._part(_HEADER)

    def sections(self) -> Iterator[Parsed]:
        """The sections in the order of their numbers, wherever in the package they lie.

        Raises:
            DamagedFileError: There is none.
        """
        found = {name: match for name in self._names if (match := _SECTION.fullmatch(basename(name)))}
        if not found:
            raise DamagedFileError("is an HWPX without a body")
        for name in sorted(found, key=lambda name: int(found[name][1])):
            yield self._part(name)

    def preview(self) -> str:
        """The beginning of the text, for a look at the document without opening it; empty when there is none."""
        return (
            read_part(self._archive, _PREVIEW).decode("utf-8", "replace") if _PREVIEW in self._names else ""
        )

    def metadata(self) -> dict[str, str]:
        """Title, author and dates, as far as the package tells them."""
        package = self._part(_PACKAGE).root
        found: dict[str, str] = {}
        for element in () if package is None else package.iter():
            name = etree.QName(element).localname
            key = _METADATA.get(element.get("name") if name == "meta" else name)
            if key and element.text:
                found.setdefault(key, element.text)
        return found

    def _part(self, name: str) -> Parsed:
        return (
            parse_xml(read_part(self._archive, name)) if name in self._names else Parsed(None, intact=False)
        )
