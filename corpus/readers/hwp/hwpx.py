"""HWPX, the zip and XML format of Hangul since 2014 (KS X 6101, OWPML)."""

from corpus.errors import DamagedFileError
from corpus.models import Diagnostic
from corpus.readers.hwp.damage import damaged_definitions, damaged_section, only_preview
from corpus.readers.hwp.hwpx_package import HwpxPackage
from corpus.readers.hwp.hwpx_text import HwpxText
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row, text boxes where they are anchored.

    Headers, footers, memos, hidden comments and what tracked changes deleted are left out; footnotes and endnotes are marked `[1]`
    and follow the body. Of a broken section what can be recovered is read, with a diagnostic.

    Raises:
        EncryptedFileError: It has a password.
        DamagedFileError: The archive or all of the body is broken.
        ReadLimitError: It unpacks to too much.
    """
    package = HwpxPackage(content, limits)
    header = package.header()
    text = HwpxText(header.root)
    damage: list[Diagnostic] = []
    for number, section in enumerate(package.sections(), 1):
        if section.root is not None:
            text.section(section.root)
        if not section.intact:
            damage.append(damaged_section(number))
    if damage and not text.text().strip():
        return _preview(package)
    found = damage if header.intact else [damaged_definitions(), *damage]
    return RawText("hwpx", (text.text(),), metadata=package.metadata(), diagnostics=tuple(found))


def _preview(package: HwpxPackage) -> RawText:
    text = package.preview()
    if not text.strip():
        raise DamagedFileError("is an HWPX whose body is truncated or broken")
    return RawText("hwpx", (text,), metadata=package.metadata(), diagnostics=(only_preview(),))
