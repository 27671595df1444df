"""Packages of Office Open XML: their parts, the relationships between them, and the XML of Word documents.

ECMA-376 part 1 (the vocabularies) and part 2 (packages). The strict form of a document differs in its namespaces only
(part 1 against part 4), and is read as the transitional one.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from corpus.errors import DamagedFileError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.limits import ReadLimits

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]{1,30})/([A-Za-z]{1,30})")
_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_PROPERTIES = {
    f"{_CORE}title": "title",
    f"{_CORE}creator": "author",
    f"{_CORE}subject": "subject",
    f"{_TERMS}created": "created",
    f"{_TERMS}modified": "modified",
}


def word(name: str) -> str:
    """A tag or attribute in the WordprocessingML namespace (ECMA-376, part 1)."""
    return f"{{{_WORD}}}{name}"


def parse_part(content: bytes) -> etree._Element | None:
    """The root of a part; None when it is broken from the start. Entities are not expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    return etree.fromstring(_transitional(content), parser)


def transitional_archive(archive: zipfile.ZipFile) -> bytes:
    """The archive once more with its parts in the transitional form, for readers that know no other.

    Raises:
        DamagedFileError: A part is broken.
    """
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            copy.writestr(name, _transitional(read_part(archive, name)))
    return output.getvalue()


def is_strict(part: bytes) -> bool:
    """Whether a part is in the strict form."""
    return _STRICT.search(part) is not None


def _transitional(part: bytes) -> bytes:
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", part)


class Package:
    """The parts of one file, by name; parts and relationships that are broken count as missing.

    Attributes:
        main: Name of the part that the package is about.
    """

    def __init__(self, content: bytes, limits: ReadLimits) -> None:
        """Open the archive and find the main part.

        Raises:
            DamagedFileError: The archive is broken, or says nothing of its main part.
            ReadLimitError: It unpacks to too much.
        """
        self._archive = open_archive(content, limits)
        self._names = {name.casefold(): name for name in self._archive.namelist()}
        self._targets: dict[str, list[tuple[str, str, str]]] = {}
        self.main = self.target("", "officeDocument") or ""
        if not self.main:
            raise DamagedFileError(
                "its relationships are missing or broken, so that nothing names its main part"
            )

    def content(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            DamagedFileError: It is missing or broken.
        """
        return read_part(self._archive, self._names.get(name.casefold(), name))

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, None when it is missing or broken."""
        try:
            return parse_part(self.content(name))
        except (DamagedFileError, etree.XMLSyntaxError):
            return None

    def target(self, source: str, kind: str = "", identifier: str = "") -> str | None:
        """The part that another one is related to, by the last word of the relationship's type, by its id, or both.

        Args:
            source: The part that the relationship starts from; empty for the package.
            kind: E.g. `footnotes`.
            identifier: The `r:id` that names it.
        """
        if source not in self._targets:
            self._targets[source] = list(self._relationships(source))
        for found, found_identifier, name in self._targets[source]:
            if kind in {"", found} and identifier in {"", found_identifier}:
                return name
        return None

    def related(self, kind: str) -> etree._Element | None:
        """The root of a part that the main part is related to, None when there is none."""
        name = self.target(self.main, kind)
        return None if name is None else self.part(name)

    def properties(self) -> Mapping[str, str]:
        """Title, author, subject and dates, where they are given."""
        name = self.target("", "core-properties")
        root = self.part(name) if name else None
        found = {_PROPERTIES.get(element.tag): element.text for element in root} if root is not None else {}
        return {name: text for name, text in found.items() if name and text}

    def _relationships(self, source: str) -> list[tuple[str, str, str]]:
        folder, _, name = source.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            (
                relation.get("Type", "").rpartition("/")[2],
                relation.get("Id", ""),
                posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip(
                    "/"
                ),
            )
            for relation in (root if root is not None else ())
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External"
        ]
