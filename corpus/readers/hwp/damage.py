"""What a reader says of a damaged document whose rest it has read."""

from corpus.models import Diagnostic


def damaged_section(number: int) -> Diagnostic:
    """Of a section, counted from 1."""
    return Diagnostic(
        "damaged_section", f"section {number} is damaged: its text is missing or ends where the damage begins"
    )


def damaged_definitions() -> Diagnostic:
    """Of the part that defines the numberings."""
    return Diagnostic("damaged_definitions", "its definitions are damaged: automatic numbers may be missing")


def damaged_container() -> Diagnostic:
    """Of an OLE container whose streams were found without it."""
    return Diagnostic(
        "damaged_container",
        "its OLE container is damaged: what was found of the body was read, parts may be missing",
    )


def only_preview() -> Diagnostic:
    """Of a document whose body gave no text, but whose preview did."""
    return Diagnostic(
        "only_preview", "its body is damaged: the text is that of its preview, the beginning of the document"
    )
