"""What the document around a citation adds to its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from corpus.citations.models import Citation
from corpus.models import Span
from corpus.relations.models import Relation

_NEXT_TO = 3
"""Characters that may stand between a Korean title and the promulgation number that goes with it: `」(`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The document around citations.

    Attributes:
        day: The day whose law its citations mean where several laws had one name, ISO 8601: of its issue, else that of the question.
        amended: For a relative citation in an amending provision the citation of the document that is amended.
        titled: For a promulgation number the title right before it, which says the law that it changed.
        dated: The one dated number that the document gives elsewhere for an undated one, by `id_pattern`.
    """

    day: str
    amended: Mapping[Span, Citation] = field(default_factory=dict)
    titled: Mapping[Span, Citation] = field(default_factory=dict)
    dated: Mapping[str, Citation] = field(default_factory=dict)

    @classmethod
    def of(cls, citations: Sequence[Citation], relations: Iterable[Relation], day: str) -> Self:
        """The surroundings of the citations of one document."""
        named = (relation.target for relation in relations if relation.target)
        return cls(
            day,
            {target.span: target for target in named if target.names_document},
            {
                one.span: before
                for before, one in pairwise(citations)
                if one.type == "promulgation"
                and before.title
                and one.span.start - before.span.end <= _NEXT_TO
            },
            _dated(citations),
        )

    def completed(self, citation: Citation) -> Citation:
        """A citation with what its surroundings say of the document that it leaves open."""
        if citation.ref == "amended_document" and not citation.names_document:
            return self.amended.get(citation.span, citation)
        if citation.id is None and citation.id_pattern:
            return self.dated.get(citation.id_pattern, citation)
        return citation


def _dated(citations: Iterable[Citation]) -> Mapping[str, Citation]:
    """Citations with a year by the pattern they would have without it, where no two years share that pattern."""
    found: dict[str, dict[str, Citation]] = {}
    for citation in citations:
        if citation.id and citation.year and f"/{citation.year}/" in citation.id:
            pattern = citation.id.replace(f"/{citation.year}/", "/*/")
            found.setdefault(pattern, {}).setdefault(citation.id, citation)
    return {pattern: next(iter(ones.values())) for pattern, ones in found.items() if len(ones) == 1}
