"""Cited: the laws and provisions that a question refers to inside its sentences, and what they tell about its answer.

A query that is nothing but a name is the business of `kb.resolution`; here a question says more, and may name several laws. What is
not in the collection, or not told apart in it, names nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.citations.find import find_citations
from corpus.citations.models import Citation
from corpus.models import Provision
from indexer.models import ProvisionKey
from kb.citator.meaning import Interpreter
from kb.citator.surroundings import Surroundings
from kb.models import ReferenceAnswer
from kb.pinned import Pinned
from kb.provisions import opening, provision_id
from kb.query import AnalyzedQuery
from kb.ranking import RankedProvision
from kb.resolution import NamedProvisions, best_provisions, passing
from kb.units import Units

LAW_BONUS = 0.75
"""What a provision of a cited law gains in the standard score of its language list. On questions of Korean courts .5 to 1 are alike."""

_MOST_NAMED = 5
"""Provisions that come before the ranking at most; the others stand where the ranking has them."""


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law as one citation of a question names it.

    Attributes:
        text: The words of the citation.
        document_ids: Documents of the law in this generation, best match first; of several laws where the words do not decide.
        provisions: The units of the first document that are cited, in the order of the text; where it does not tell an item apart,
            the unit around it.
        exact: Those of them that are just what is cited.
        missing: Anchors that are cited and the document does not have.
    """

    text: str
    document_ids: tuple[str, ...]
    provisions: tuple[ProvisionKey, ...] = ()
    exact: tuple[ProvisionKey, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """What a question cites.

    Attributes:
        laws: In the order of the question, at least one.
        openings: The provision that stands for each document that is cited as a whole, where the ranking has none of it.
    """

    laws: tuple[CitedLaw, ...]
    openings: tuple[ProvisionKey, ...]

    @property
    def provisions(self) -> tuple[ProvisionKey, ...]:
        """The cited provisions, in the order of the question."""
        return tuple(dict.fromkeys(key for law in self.laws for key in law.provisions))

    def raised(self, ranked: Iterable[RankedProvision]) -> list[RankedProvision]:
        """The list of one language with the provisions of cited laws higher, best first: what is asked about them is mostly near."""
        documents = {document_id for law in self.laws for document_id in law.document_ids}
        higher = [_higher(entry) if entry.key.document_id in documents else entry for entry in ranked]
        higher.sort(key=lambda entry: (-(entry.explanation.fused or 0.0), entry.key))
        return [
            entry._replace(explanation=entry.explanation._replace(list_rank=place))
            for place, entry in enumerate(higher, start=1)
        ]

    def named(self, ranked: Sequence[RankedProvision]) -> NamedProvisions:
        """What comes before the ranking: cited provisions as they stand in it, then the best one of each law cited as a whole.

        Args:
            ranked: What the whole question finds, best first.
        """
        keys = sorted(self.provisions, key=lambda key: _standing(key, ranked))
        best = best_provisions(ranked)
        whole = (best.get(key.document_id) or key for key in self.openings)
        first = tuple(dict.fromkeys((*keys, *whole)))[:_MOST_NAMED]
        return NamedProvisions(self._answer(), first)

    def _answer(self) -> ReferenceAnswer:
        exact = dict.fromkeys(key for law in self.laws for key in law.exact)
        return ReferenceAnswer(
            text=", ".join(dict.fromkeys(law.text for law in self.laws)),
            document_ids=tuple(dict.fromkeys(one for law in self.laws for one in law.document_ids)),
            provision_ids=tuple(provision_id(*key) for key in exact),
            missing_anchors=tuple(dict.fromkeys(anchor for law in self.laws for anchor in law.missing)),
        )


@dataclass(frozen=True, slots=True)
class CitedReader:
    """Reads what questions cite in one pinned generation."""

    pinned: Pinned

    def read(self, asked: AnalyzedQuery, day: str) -> Cited | None:
        """The laws of this generation that a question cites, within its filters; None where it cites none, or is only a name.

        Args:
            asked: The question.
            day: Whose version of a law is meant, ISO 8601.
        """
        if asked.reference and not asked.reference.rest:
            return None
        citations = _placed(find_citations(asked.text, known=self.pinned.holdings.names.by_title))
        if not citations:
            return None
        interpreter = Interpreter(self.pinned, day)
        around = Surroundings.of(citations, (), day)
        found = (self._law(citation, interpreter, around, asked) for citation in citations)
        laws = tuple(law for law in found if law)
        return Cited(laws, tuple(self._openings(laws))) if laws else None

    def _law(
        self, citation: Citation, interpreter: Interpreter, around: Surroundings, asked: AnalyzedQuery
    ) -> CitedLaw | None:
        meant = interpreter.meant(citation, around)
        allowed = passing(self.pinned, meant.document_ids, asked.query)
        ids = tuple(one for one in meant.document_ids if one in allowed)
        if not ids or meant.works != 1 or meant.document_ids[0] not in allowed:
            return CitedLaw(citation.raw, ids) if ids else None
        units = interpreter.own_units(self.pinned.holdings.names.by_id[ids[0]])
        return _cited_in(citation, ids, units)

    def _openings(self, laws: Iterable[CitedLaw]) -> Iterator[ProvisionKey]:
        """The openings of the documents of which no provision is cited."""
        laws = tuple(laws)
        told = {key.document_id for law in laws for key in law.provisions}
        whole = dict.fromkeys(law.document_ids[0] for law in laws if told.isdisjoint(law.document_ids))
        for document_id in whole:
            root = self.pinned.content(self.pinned.holdings.names.by_id[document_id]).root
            yield ProvisionKey(document_id, opening(root).anchor)


def _cited_in(citation: Citation, ids: tuple[str, ...], units: Units) -> CitedLaw:
    """A law with the units of its first document that a citation names; of a range, its two ends."""
    wanted = dict.fromkeys((*citation.provisions, *(end for ends in citation.ranges for end in ends)))
    exact = {anchor: units.cited(anchor) for anchor in wanted}
    nearest = [unit or _around(anchor, units) for anchor, unit in exact.items()]
    return CitedLaw(
        citation.raw,
        ids,
        tuple(ProvisionKey(ids[0], unit.anchor) for unit in nearest if unit),
        tuple(ProvisionKey(ids[0], unit.anchor) for unit in exact.values() if unit),
        tuple(anchor for anchor, unit in exact.items() if unit is None),
    )


def _around(anchor: str, units: Units) -> Provision | None:
    """The nearest unit around one that a document does not tell apart: `jo-9` for `jo-9.hang-1.ho-6`."""
    while "." in anchor:
        anchor = anchor.rpartition(".")[0]
        unit = units.cited(anchor)
        if unit:
            return unit
    return None


def _placed(citations: Iterable[Citation]) -> list[Citation]:
    """The citations of a question that name a document.

    A question is no document, so a provision alone belongs to the one law that was named before it (`theo Luật Xây dựng thì Điều 12
    …`), and to none where several were, or none. Behind a number, the words of a question are no title.
    """
    found: list[Citation] = []
    for citation in citations:
        if citation.names_document:
            found.append(replace(citation, title=None) if citation.number else citation)
        elif citation.ref == "unresolved" and citation.lang != "ko" and len(found) == 1:
            found[0] = replace(found[0], provisions=(*found[0].provisions, *citation.provisions))
    return found


def _higher(entry: RankedProvision) -> RankedProvision:
    why = entry.explanation
    raised = why._replace(fused=(why.fused or 0.0) + LAW_BONUS, of_cited_law=True)
    return entry._replace(explanation=raised)


def _standing(key: ProvisionKey, ranked: Sequence[RankedProvision]) -> int:
    """The place of a provision in a ranking: its own, or that of a passage within it or around it."""
    places = (place for place, entry in enumerate(ranked) if _overlap(entry.key, key))
    return next(places, len(ranked))


def _overlap(one: ProvisionKey, other: ProvisionKey) -> bool:
    if one.document_id != other.document_id:
        return False
    return f"{one.anchor}.".startswith(f"{other.anchor}.") or f"{other.anchor}.".startswith(f"{one.anchor}.")
