"""Stored terms: as many bytes as they need, and where the passage's own text has what the lexical index holds it under."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.models import Language
from indexer.analyzers import analyzer_for
from indexer.models import Analyzed, Term
from indexer.passage_terms import PassageTerms, StoredTerms, StretchTerms

ABOVE, OWN = "Luật Nhà ở\nĐiều 5. Sở hữu\n", "Điều 5 của 27/2023/QH15: sở hữu nhà ở."


def stored(above: str, own: str, language: Language) -> StoredTerms:
    (analyzed,) = analyzer_for(language).analyze([above + own])
    return StoredTerms.of(analyzed, "caption", len(above))


def test_only_terms_of_the_own_text_are_placed() -> None:
    held = StoredTerms.unpack(stored(ABOVE, OWN, "vi").pack()).terms()
    assert {"luật", "nhà_ở"} <= {*held.exact}
    assert {"luat", "nha_o"} <= {*held.folded}
    found = held.placed(frozenset({"luật", "sở_hữu", "27/2023/qh15", "thuế"}), folded=False)
    assert [(term.text, OWN[term.start : term.end]) for term in found] == [
        ("27/2023/qh15", "27/2023/QH15"),
        ("sở_hữu", "sở hữu"),
    ]
    assert held.placed(frozenset({"so_huu"}), folded=True) == [
        Term("so_huu", OWN.index("sở"), OWN.index(" nhà ở."))
    ]
    assert held.placed(frozenset({"luật"}), folded=False) == []


@given(st.lists(st.tuples(st.integers(0, 70_000), st.integers(0, 300)), max_size=20), st.integers(0, 90_000))
@example([(0, 127), (128, 128), (129, 129)], 0)
def test_places_of_any_size_come_back(places: list[tuple[int, int]], begin: int) -> None:
    terms = [Term(f"t{place}", start, start + length) for place, (start, length) in enumerate(sorted(places))]
    held = StoredTerms.unpack(StoredTerms.of(Analyzed(terms, []), "", begin).pack()).terms()
    own = [Term(term.text, term.start - begin, term.end - begin) for term in terms if term.start >= begin]
    assert held.placed(frozenset(term.text for term in terms), folded=False) == own


def test_a_common_passage_takes_a_byte_a_number() -> None:
    packed = StoredTerms.of(Analyzed([Term("a", 0, 1)] * 1_000, []), "", 0).pack()
    assert StoredTerms.unpack(packed).places.dtype == np.int8


ANY = st.text(max_size=30) | st.text(
    st.sampled_from("đôthịﾞﷺͺ ́ 950/QĐ-TTg.,\n스마트도시의했다 제2조 smart"), max_size=40
)


@pytest.mark.parametrize("language", ["vi", "ko", "en"])
def test_what_is_placed_is_what_analysis_finds(language: Language) -> None:
    @settings(max_examples=60, deadline=None)
    @given(above=ANY, own=ANY)
    def holds(above: str, own: str) -> None:
        analyzer, whole = analyzer_for(language), f"{above}\n{own}"
        exact, folded = analyzer.terms(whole), analyzer.folded(whole)
        assert all(term.text.split() == [term.text] for term in exact)
        assert not folded or [term[1:] for term in folded] == [term[1:] for term in exact]
        begin = len(above) + 1
        (analyzed,) = analyzer.analyze([whole])
        held = StoredTerms.unpack(StoredTerms.of(analyzed, "", begin).pack()).terms()
        for terms, lenient in ((exact, False), (folded, True)):
            own_terms = [
                Term(text, start - begin, end - begin) for text, start, end in terms if start >= begin
            ]
            assert held.placed(frozenset(term.text for term in terms), folded=lenient) == own_terms

    holds()


def test_terms_without_places_are_held_all_the_same() -> None:
    held = PassageTerms("a b a")
    assert (held.exact, held.folded) == (["a", "b", "a"], [])
    assert held.placed(frozenset("a"), folded=False) == []


CUTS = st.lists(st.integers(0, 40), max_size=8).map(lambda cuts: sorted({0, *cuts, 40}))


@given(
    st.lists(st.tuples(st.integers(0, 35), st.integers(1, 5)), max_size=20),
    CUTS,
    st.integers(0, 6),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_a_stretch_has_the_terms_of_its_passages_once(
    places: list[tuple[int, int]], cuts: list[int], overlap: int, edges: tuple[int, int]
) -> None:
    begin, end = sorted(edges)
    terms = [Term(f"t{start}", start, start + length) for start, length in sorted({*places})]
    windows = [(max(0, start - overlap), stop) for start, stop in pairwise(cuts)]
    stretch = StretchTerms(
        end - begin, [(start - begin, _window(terms, start, stop)) for start, stop in windows]
    )
    expected = [
        Term(term.text, term.start - begin, term.end - begin)
        for term in sorted(terms, key=lambda term: (term.start, -term.end))
        if begin <= term.start
        and term.end <= end
        and any(start <= term.start and term.end <= stop for start, stop in windows)
    ]
    assert stretch.placed(frozenset(term.text for term in terms), folded=False) == expected


def _window(terms: list[Term], start: int, stop: int) -> PassageTerms:
    inside = [
        Term(term.text, term.start - start, term.end - start)
        for term in terms
        if start <= term.start and term.end <= stop
    ]
    return StoredTerms.of(Analyzed(inside, []), "", 0).terms()
