"""HWP 5, the binary format of Hangul since 2000, and its distribution copies.

Written here rather than with hwp-hwpx-parser, which glues the paragraphs of a table cell together, skips text boxes, and turns
equations into stray letters.
"""

from corpus.errors import DamagedFileError
from corpus.models import Diagnostic
from corpus.readers.hwp.damage import damaged_container, damaged_definitions, damaged_section, only_preview
from corpus.readers.hwp.hwp5_container import Parts, Stream, open_container
from corpus.readers.hwp.hwp5_salvage import salvage
from corpus.readers.hwp.hwp5_text import Hwp5Text
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText

_TRACKED_CHANGE = 96


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row, text boxes where they are anchored.

    Headers, footers and hidden comments are left out; footnotes and endnotes are marked `[1]` and follow the body. A damaged
    section is read up to the damage, and sections are looked for where the container is broken, with diagnostics.

    Raises:
        EncryptedFileError: It has a password or rights management.
        DamagedFileError: The header or all of the body is broken.
        ReadLimitError: The streams unpack to too much.
    """
    try:
        return _render(open_container(content, limits))
    except DamagedFileError as error:
        try:
            return _render(salvage(content, limits))
        except DamagedFileError:
            raise error from None


def _render(parts: Parts) -> RawText:
    text = Hwp5Text(parts.definitions.records)
    for section in parts.sections:
        text.paragraphs(section.records)
    damage = _damage(parts)
    if damage and not text.text().strip():
        return _render_preview(parts)
    notes = _distribution(parts.sections) if parts.distribution else ()
    found = (*notes, *_tracked_changes(parts.definitions), *damage)
    return RawText("hwp", (text.text(),), metadata=parts.metadata, diagnostics=found)


def _render_preview(parts: Parts) -> RawText:
    if not parts.preview.strip():
        raise DamagedFileError("is an HWP whose body is truncated or broken")
    return RawText("hwp", (parts.preview,), metadata=parts.metadata, diagnostics=(only_preview(),))


def _damage(parts: Parts) -> tuple[Diagnostic, ...]:
    found = [damaged_container()] if parts.salvaged else []
    found += [] if parts.definitions.intact else [damaged_definitions()]
    found += [
        damaged_section(number) for number, section in enumerate(parts.sections, 1) if not section.intact
    ]
    return tuple(found)


def _distribution(sections: list[Stream]) -> tuple[Diagnostic, ...]:
    forbidden = sorted({name for section in sections for name in section.forbidden})
    wish = f" and {' and '.join(forbidden)}" if forbidden else ""
    message = f"is a distribution-only copy (배포용 문서): its publisher does not want editing{wish}"
    return (Diagnostic("distribution_document", message),)


def _tracked_changes(definitions: Stream) -> tuple[Diagnostic, ...]:
    """The published format does not say how the paragraphs mark what was deleted."""
    if all(record.tag != _TRACKED_CHANGE for outer in definitions.records for record in outer.walk()):
        return ()
    message = "it has tracked changes: words that were deleted are still in the text"
    return (Diagnostic("tracked_changes", message),)
