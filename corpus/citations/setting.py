"""What a citing document tells about its own citations: where it stands, what it calls itself, what it amends."""

import re
from bisect import bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corpus.identifiers.anchors import Anchor
from corpus.models import Document, Header, Provision, Span
from corpus.structure.lines import Lines
from corpus.structure.quotations import quoted_lines

_AMENDING = re.compile(
    r"\s*(?:Điều \d+[a-zđ]?\.\s*)?(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Hủy bỏ|Huỷ bỏ"
    r"|Thay cụm từ|Đính chính)\b|\s*(?:Điểm|Khoản|Điều|Phụ lục)\b[^.:\n]{1,120}được sửa đổi",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"như\s+sau\s*:")
_LEAD_ENDS = re.compile(r":|\n[ \t]*\n|(?=[“\"])")
_LEAD = 300


@dataclass(frozen=True)
class Setting:
    """The document around a citation; an empty one for a text that is no document.

    Attributes:
        text: The stored text.
        header: What the document says of itself.
        root: Its tree, None where it is not known.
        titles: What words of the text stand for, where the reader knows it beforehand: ``법`` → its title.
        known: Keys of titles that the reader knows beside those of the tables, to be found without brackets too; None where it knows none.
    """

    text: str
    header: Header = field(default_factory=Header)
    root: Provision | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    known: Container[str] | None = None

    @classmethod
    def of(
        cls, source: Document | str, titles: Mapping[str, str], known: Container[str] | None = None
    ) -> "Setting":
        """The setting of a document, or of a text alone."""
        if isinstance(source, str):
            return cls(source, titles=titles, known=known)
        return cls(source.text, source.header, source.root, titles, known)

    @property
    def place(self) -> str | None:
        """Token of the place of a local body that issued the document."""
        body, _, place = (self.header.issuer or "").partition("-")
        return place or None if body in {"ubnd", "hdnd"} else None

    def is_label(self, position: int) -> bool:
        """Whether a character belongs to the label of a provision."""
        return position in self._labels

    @cached_property
    def _labels(self) -> frozenset[int]:
        if self.root is None:
            return frozenset()
        units = (unit for unit in self.root.walk() if unit.label)
        return frozenset(
            offset for unit in units for offset in range(unit.span.start, unit.span.start + len(unit.label))
        )

    def enclosing(self, position: int) -> tuple[Provision, ...]:
        """The provisions around a place, from the outside in, without the document."""
        path: list[Provision] = []
        children = self.root.children if self.root else ()
        while children:
            index = bisect_right(children, position, key=lambda child: child.span.start) - 1
            if index < 0 or children[index].span.end <= position:
                break
            path.append(children[index])
            children = children[index].children
        return tuple(path)

    def anchor_of(self, kind: str, position: int) -> str | None:
        """The anchor of the innermost unit of a kind around a place."""
        found = [unit.anchor for unit in self.enclosing(position) if unit.kind == kind]
        return found[-1] if found else None

    def is_quoted(self, position: int) -> bool:
        """Whether a place lies in wording that an amending provision gives to another document."""
        index = bisect_right(self._quotations, position, key=lambda span: span.start) - 1
        return index >= 0 and position < self._quotations[index].end

    @cached_property
    def _quotations(self) -> tuple[Span, ...]:
        lines = Lines(self.text)
        return tuple(Span(lines[index].start, lines[index].end) for index in sorted(quoted_lines(lines)))

    def new_wording(self, position: int) -> Span | None:
        """The words that announce new wording of another document, where a place lies in that wording; None elsewhere."""
        for lead in self.amending_leads(position):
            announced = _ANNOUNCES.search(self.text, lead.start, lead.end)
            if announced and announced.end() <= position:
                return Span(lead.start, announced.end())
        return None

    def enumerating_lead(self, position: int) -> Span | None:
        """The words before the list that a place stands in: ``quy định chi tiết … Luật Xây dựng về:``."""
        for unit in reversed(self.enclosing(position)):
            first = unit.children[0].span.start if unit.children else unit.span.end
            if first <= position and self.text[max(unit.span.start, first - _LEAD) : first].rstrip().endswith(
                ":"
            ):
                return Span(max(unit.span.start + len(unit.label), first - _LEAD), first)
        return None

    @property
    def body(self) -> int:
        """Where the first numbered provision begins; the end of the text where there is none."""
        units = (child.span.start for child in self.root.children if child.label) if self.root else iter(())
        return next(units, len(self.text))

    def amending_leads(self, position: int) -> tuple[Span, ...]:
        """The first words of the provisions around a place that amend another document, from the inside out."""
        leads = [self._lead(unit) for unit in reversed(self.enclosing(position))]
        return tuple(lead for lead in leads if _AMENDING.match(lead.of(self.text).lstrip(" .)")))

    def _lead(self, unit: Provision) -> Span:
        """The words of a unit before its first child, its new wording or its first list."""
        start = unit.span.start + len(unit.label)
        end = max(start, _lead_end(unit))
        stop = _LEAD_ENDS.search(self.text, start, end)
        return Span(start, stop.end() if stop else end)


def _lead_end(unit: Provision) -> int:
    end = unit.children[0].span.start if unit.children else unit.span.end
    return min(end, unit.span.start + _LEAD)


def below(base: str | None, provision: str) -> str:
    """A relative anchor put below its base: ``dieu-5`` and ``khoan-2`` → ``dieu-5.khoan-2``."""
    steps = (Anchor.parse(base).steps if base else ()) + Anchor.parse(provision).steps
    return Anchor(steps).format()
