"""Every citation of a Korean text: titles, numbers and the words that repeat them, joined with the provisions behind them."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from corpus.citations.forms import GAP, Forms, squeezed
from corpus.citations.korean.context import LAWS, ORDERS, amending, cut, is_of_kind, repeated, usual_aliases
from corpus.citations.korean.numbers import find_numbers
from corpus.citations.korean.pinpoints import find_pinpoints, unit_of
from corpus.citations.korean.relations import with_relations
from corpus.citations.korean.titles import (
    Titles,
    aliases_of,
    bare_title,
    behind_number,
    find_bare,
    find_quoted,
    find_this,
    table_keys,
    type_of_title,
)
from corpus.citations.models import Citation
from corpus.citations.pinpoints import Pinpoint
from corpus.citations.setting import Setting, below
from corpus.identifiers.anchors import KOREAN_LEVELS
from corpus.identifiers.titles import title_key
from corpus.models import Span

_TO_PROVISION = re.compile(rf"{GAP}(?:\((?:[^()\n]|\([^()\n]{{0,80}}\)){{0,200}}\){GAP})?(?:의{GAP})?")
_LIST = re.compile(rf"{GAP}(?:·|,|및|또는|,{GAP}(?:및|또는)){GAP}")
_MOST_BETWEEN = 40
"""Citations that may stand between words such as ``같은 법`` and what they repeat."""
_Test = Callable[[Citation], bool]


def find_korean(forms: Forms, setting: Setting) -> list[Citation]:
    """Citations in the order of the text, without overlaps."""
    reading = _Reading.of(forms, setting)
    return with_relations(forms, sorted(reading.read(), key=lambda one: one.span))


@dataclass(slots=True)
class _Reading:
    """One walk over a text, from citation to citation.

    Attributes:
        forms: The text.
        setting: The document around it.
        documents: Titles, numbers and words for the own document, by the offset where each ends.
        known: Titles of the tables, of the text and of the reader.
        aliases: Names that stand for titles, ``법``, ``영`` and those that the text defines, each from the place of its definition on.
        amended: Stretches that amend an act, with its title.
        found: The citations so far.
    """

    forms: Forms
    setting: Setting
    documents: dict[int, Citation]
    known: Titles
    aliases: list[tuple[int, str, str]]
    amended: list[tuple[Span, str]]
    found: list[Citation] = field(default_factory=list)

    @classmethod
    def of(cls, forms: Forms, setting: Setting) -> "_Reading":
        quoted, numbers = list(find_quoted(forms)), list(find_numbers(forms))
        inside = {offset for one in numbers for offset in range(*one.span)}
        titled = [one for one in quoted if one.span.start not in inside]
        own = frozenset(title_key(one.title) for one in quoted if one.title)
        known = Titles((table_keys(), own, setting.known or ()))
        given = dict(usual_aliases(setting)) | dict(setting.titles)
        aliases = [*((0, name, title) for name, title in given.items()), *aliases_of(forms, quoted)]
        taken = inside | {offset for one in titled for offset in range(*one.span)}
        bare = (one for one in find_bare(forms, setting.known) if one.span.start not in taken)
        documents = [*bare, *titled, *numbers, *find_this(forms), *repeated(forms)]
        amended = list(amending(forms))
        return cls(forms, setting, {one.span.end: one for one in documents}, known, aliases, amended)

    def read(self) -> list[Citation]:
        inside = bytearray(len(self.forms.text) + 1)
        for one in self.documents.values():
            inside[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
        pinpoints = (
            one for one in find_pinpoints(self.forms, self.setting.is_label) if not inside[one.span.start]
        )
        ends = sorted(self.documents)
        position = 0
        for pinpoint in pinpoints:
            stop = bisect_right(ends, pinpoint.span.start)
            for end in ends[position : max(stop - 1, position)]:
                self._add(self._resolved(self.documents[end]))
            last = ends[stop - 1] if stop > position else None
            self._take(self.documents[last] if last is not None else None, pinpoint)
            position = stop
        for end in ends[position:]:
            self._add(self._resolved(self.documents[end]))
        return self.found

    def _add(self, citation: Citation | None) -> None:
        if citation and not (self.found and citation.span.start < self.found[-1].span.end):
            self.found.append(citation)

    def _take(self, before: Citation | None, pinpoint: Pinpoint) -> None:
        """The document before a provision, joined with it where nothing but a bracket stands between."""
        if (
            before
            and _TO_PROVISION.fullmatch(self.forms.plain, before.span.end, pinpoint.span.start)
            and not pinpoint.via
        ):
            self._add(self._with(self._resolved(before, followed=True) or before, pinpoint))
            return
        self._add(self._resolved(before) if before else None)
        self._add(self._without_document(pinpoint))

    def _with(self, document: Citation, pinpoint: Pinpoint) -> Citation:
        span = Span(document.span.start, pinpoint.span.end)
        return replace(
            document.at(self.forms.text, span), provisions=pinpoint.provisions, ranges=pinpoint.ranges, note=pinpoint.note
        )  # fmt: skip

    # Provisions without a title directly before them

    def _without_document(self, pinpoint: Pinpoint) -> Citation | None:
        if pinpoint.via:
            return self._same_unit(pinpoint)
        named = self._alias(pinpoint) or bare_title(self.forms, pinpoint.span.start, self.known)
        if named and not (self.found and named.span.start < self.found[-1].span.end):
            return self._with(self._expanded(named), pinpoint)
        titled = behind_number(self.forms, self.found, pinpoint.span.start)
        if titled:
            return self._with(titled, pinpoint).at(self.forms.text, pinpoint.span)
        before = self.found[-1] if self.found else None
        if before and pinpoint.relative is None and self._in_list(before, pinpoint):
            via = None if before.via and before.via[-1] in "조항호목표" else before.via
            return replace(self._with(before, pinpoint), relation=None, via=via).at(
                self.forms.text, pinpoint.span
            )
        return self._own(pinpoint)

    def _in_list(self, before: Citation, pinpoint: Pinpoint) -> bool:
        if before.ref == "this_article" or not (before.provisions or before.ranges):
            return False
        return _LIST.fullmatch(self.forms.plain, before.span.end, pinpoint.span.start) is not None

    def _alias(self, pinpoint: Pinpoint) -> Citation | None:
        start = pinpoint.span.start
        listed = {name for _, name, _ in self.aliases} | {"법", "영", "규칙"}
        names = "|".join(re.escape(name) for name in sorted(listed, key=len, reverse=True))
        match = re.compile(rf"(?<![가-힣])(?P<name>{names}) {{0,2}}(?:부칙 )?\Z").search(
            self.forms.plain, max(0, start - 50), start
        )
        if match is None:
            return None
        span, name = Span(*match.span("name")), match["name"]
        title = self._meaning(name, start)
        if title is None:
            return Citation(span, self.forms.raw(span), lang="ko", ref="unresolved", via=name, confidence=0.4)
        return Citation(
            span,
            self.forms.raw(span),
            lang="ko",
            type=type_of_title(title),
            title=title,
            via=name,
            confidence=0.9,
        )

    def _meaning(self, name: str, position: int) -> str | None:
        """The title that a name stands for at a place: by its last definition before."""
        return next(
            (title for at, alias, title in reversed(self.aliases) if alias == name and at <= position), None
        )

    def _expanded(self, named: Citation) -> Citation:
        """``스마트도시법`` defined in the text stands for its title."""
        title = self._meaning(named.title or "", named.span.start)
        return replace(named, title=title, via=named.title) if title and title != named.title else named

    def _own(self, pinpoint: Pinpoint) -> Citation:
        """A provision of the citing document, or of the act that the text around it amends."""
        span, raw = pinpoint.span, self.forms.raw(pinpoint.span)
        target = next(
            (title for region, title in self.amended if region.start <= span.start < region.end), None
        )
        if target:
            pinpoint = self._added(pinpoint)
            return Citation(
                span, raw, lang="ko", type=type_of_title(target), title=target, provisions=pinpoint.provisions, ranges=pinpoint.ranges,
                ref="amended_document", relation="amends", confidence=0.8,
            )  # fmt: skip
        if pinpoint.provisions and all(one.startswith("buchik.") for one in pinpoint.provisions):
            pinpoint = self._in_supplement(pinpoint)
        relative = pinpoint.relative is not None
        base = self._base(pinpoint.relative, span.start) if pinpoint.relative else None
        provisions = tuple(below(base, one) for one in pinpoint.provisions) if base else pinpoint.provisions
        ranges = (
            tuple((below(base, first), below(base, last)) for first, last in pinpoint.ranges)
            if base
            else pinpoint.ranges
        )
        return Citation(
            span, raw, lang="ko", provisions=provisions, ranges=ranges, note=pinpoint.note, confidence=0.9,
            ref="this_article" if relative else "this_document",
        )  # fmt: skip

    def _added(self, pinpoint: Pinpoint) -> Pinpoint:
        """``제8조제2항에 제3호를 다음과 같이 신설한다``: a unit added to the one before it."""
        before = self.found[-1] if self.found and pinpoint.relative else None
        if (
            before is None
            or len(before.provisions) != 1
            or self.forms.plain[before.span.end : pinpoint.span.start].strip() != "에"
        ):
            return pinpoint
        return replace(
            pinpoint, provisions=tuple(below(before.provisions[0], one) for one in pinpoint.provisions)
        )

    def _in_supplement(self, pinpoint: Pinpoint) -> Pinpoint:
        """``부칙 제7조`` inside a supplementary provision means an article of that one."""
        own = self.setting.anchor_of("buchik", pinpoint.span.start)
        return (
            replace(
                pinpoint, provisions=tuple(own + one.removeprefix("buchik") for one in pinpoint.provisions)
            )
            if own
            else pinpoint
        )

    def _base(self, kind: str, position: int) -> str | None:
        """What a unit without its article counts from: ``제1호`` from the paragraph around it, else from the article."""
        outer = KOREAN_LEVELS[: KOREAN_LEVELS.index(kind)]
        around = [unit.anchor for unit in self.setting.enclosing(position) if unit.kind in outer]
        return around[-1] if around else None

    def _same_unit(self, pinpoint: Pinpoint) -> Citation | None:
        """``같은 조 제13호``: of the article that was cited last, in the same paragraph."""
        span, via = pinpoint.span, squeezed(pinpoint.via or "")
        before = self._antecedent(span.start, lambda one: bool(one.provisions or one.ranges))
        if via[:1] == "이" and not (pinpoint.provisions or pinpoint.ranges):
            return None
        if before is None or via[:1] in "이전":
            return replace(
                self._own(replace(pinpoint, relative="jo" if via[:1] == "이" else "hang")), via=via
            )
        base = cut(before.provisions[-1] if before.provisions else before.ranges[-1][1], unit_of(via))
        ranges = tuple((below(base, first), below(base, last)) for first, last in pinpoint.ranges)
        provisions = tuple(below(base, one) for one in pinpoint.provisions) or (
            (base,) if base and not ranges else ()
        )
        changed = replace(
            before,
            provisions=provisions,
            ranges=ranges,
            via=via,
            note=None,
            relation=None,
            confidence=min(before.confidence, 0.9),
        )
        return changed.at(self.forms.text, span)

    # Documents that stand for others

    def _resolved(self, document: Citation, *, followed: bool = False) -> Citation | None:
        """What a word such as ``같은 법`` stands for; None for one that refers to nothing by itself, ``해당 법률``."""
        if document.via is None:
            return document
        if not followed and (document.raw[0] in "해위" or document.via.startswith("규정")):
            return None
        kind, _, order = document.via.partition("|")
        law = self._law_before(document.span.start, kind)
        words = squeezed(document.raw)
        if law is None:
            return replace(document, via=words, ref="unresolved", confidence=0.3)
        title = f"{law} {order}" if order else law
        return replace(document, via=words, title=title, type=type_of_title(title), confidence=0.9)

    def _law_before(self, position: int, kind: str) -> str | None:
        """The title that ``같은 법`` or ``같은 영`` repeats: the last one of its kind; of a decree, the law is its first part."""
        before = self._antecedent(position, lambda one: bool(one.title) and is_of_kind(one.title or "", kind))
        if before is None or before.title is None:
            return None
        if kind not in LAWS:
            return before.title
        return next(
            (before.title.removesuffix(order) for order in ORDERS if before.title.endswith(order)),
            before.title,
        )

    def _antecedent(self, position: int, fits: _Test) -> Citation | None:
        for one in reversed(self.found[-_MOST_BETWEEN:]):
            if "\n\n" in self.forms.text[one.span.end : position] or position - one.span.end > 1500:
                return None
            if fits(one):
                return one
        return None
