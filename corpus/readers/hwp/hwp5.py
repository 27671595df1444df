"""HWP 5, the binary format of Hangul since 2000, and its distribution copies.

Written here rather than with hwp-hwpx-parser, which glues the paragraphs of a table cell together, skips text boxes, and turns
equations into stray letters.
"""

from corpus.errors import DamagedFileError
from corpus.models import Diagnostic
from corpus.readers.hwp.damage import damaged_definitions, damaged_section
from corpus.readers.hwp.hwp5_container import Stream, open_container
from corpus.readers.hwp.hwp5_text import Hwp5Text
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row, text boxes where they are anchored.

    Headers, footers and hidden comments are left out; footnotes and endnotes are marked `[1]` and follow the body. A damaged
    section is read up to the damage, with a diagnostic.

    Raises:
        EncryptedFileError: It has a password or rights management.
        DamagedFileError: The container, the header or all of the body is broken.
        ReadLimitError: The streams unpack to too much.
    """
    container = open_container(content, limits)
    definitions = container.definitions()
    sections = list(container.sections())
    text = Hwp5Text(definitions.records)
    for section in sections:
        text.paragraphs(section.records)
    damage = _damage(definitions, sections)
    if damage and not text.text().strip():
        raise DamagedFileError("is an HWP whose body is truncated or broken")
    found = (*_distribution(sections), *damage) if container.distribution else damage
    return RawText("hwp", (text.text(),), metadata=container.metadata(), diagnostics=found)


def _damage(definitions: Stream, sections: list[Stream]) -> tuple[Diagnostic, ...]:
    found = [] if definitions.intact else [damaged_definitions()]
    found += [damaged_section(number) for number, section in enumerate(sections, 1) if not section.intact]
    return tuple(found)


def _distribution(sections: list[Stream]) -> tuple[Diagnostic, ...]:
    forbidden = sorted({name for section in sections for name in section.forbidden})
    wish = f" and {' and '.join(forbidden)}" if forbidden else ""
    message = f"is a distribution-only copy (배포용 문서): its publisher does not want editing{wish}"
    return (Diagnostic("distribution_document", message),)
