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
