"""A provision named in running text, before it is known of which document."""

from dataclasses import dataclass

from corpus.models import Span

Ranges = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Provisions named together.

    Attributes:
        span: Their characters.
        provisions: Anchors in the order of the text.
        ranges: First and last anchor of each range.
        relative: Kind of the unit that they count from, where they count from the place of the citation: ``dieu`` for ``khoản 2
            Điều này``, ``khoan`` for ``điểm a khoản này``, ``jo`` for ``제1항``; None for provisions counted from the document.
        via: Words that stand for a unit named before: ``같은 조``.
        note: What is named besides: ``비고 6``.
    """

    span: Span
    provisions: tuple[str, ...]
    ranges: Ranges = ()
    relative: str | None = None
    via: str | None = None
    note: str | None = None
