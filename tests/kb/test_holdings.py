"""The holdings of a generation come out the same whether they are made from nothing or carried over from the one before."""

from collections.abc import Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.citations.models import Citation
from corpus.models import Document, Header, Span
from corpus.readers import read_text
from corpus.relations.models import Effect, Relation, RelationKind
from corpus.structure.parsing import parse_structure
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from indexer.seams import SearchBackend
from kb.holdings import Holdings, HoldingsCache
from kb.timeline.life import Life
from kb.timeline.models import Include

_TEXT = "Điều 1. Một\nĐiều 2. Hai\n"
_TITLES = ("주택법", "도시개발법")
_DAYS = ("2012-01-01", "2026-01-01")
_INCLUDE: tuple[frozenset[Include], ...] = (frozenset(), frozenset({"repealed"}))


def _document(header: Header, relations: Sequence[Relation], effects: Sequence[Effect]) -> Document:
    source = read_text(_TEXT)
    root, diagnostics = parse_structure(source.text, "vi")
    return Document(source, "vi", header, root, diagnostics, (), tuple(relations), tuple(effects))


def _cited(number: int) -> Citation:
    """A decision by its identity for a small number, else a Korean act by its title."""
    if number < 4:
        return Citation(Span(0, 4), _TEXT[:4], "vi", "qd", str(number), 2010, id=f"vn/qd/ttg/2010/{number}")
    return Citation(Span(0, 4), _TEXT[:4], "ko", title=_TITLES[number % 2])


def _decision(number: int, day: str | None = None) -> Header:
    return Header(
        work_id=f"vn/qd/ttg/2010/{number}",
        number=f"{number}/QĐ-TTg",
        type="qd",
        issuer="ttg",
        issued="2010-05-01",
        effective=day,
        title=f"Quyết định {number}",
    )


HEADERS = st.one_of(
    st.builds(
        _decision,
        st.integers(0, 3),
        st.sampled_from([None, "2010-05-01", "2015"]),
    ),
    st.builds(
        lambda title, number, law: Header(
            work_id=law and f"kr/act/{law}",
            number=f"법률 제{number}호",
            type="act",
            issued=f"{2000 + number}-01-01",
            effective=f"{2000 + number}-07-01",
            title=title,
        ),
        st.sampled_from(_TITLES),
        st.integers(1, 9),
        st.sampled_from([None, None, "001", "002"]),
    ),
)
KINDS: st.SearchStrategy[RelationKind] = st.sampled_from(
    ["based_on", "amends", "repeals", "repeals_part", "suspends", "consolidates"]
)
RELATIONS = st.builds(
    lambda kind, actor, target, day: Relation(
        kind,
        None if actor is None else _cited(actor),
        None if actor is not None and target == actor else _cited(target),
        "dieu-1",
        ("dieu-2",) if kind == "repeals_part" else (),
        day,
        Span(0, 11),
    ),
    KINDS,
    st.one_of(st.none(), st.none(), st.integers(0, 5)),
    st.integers(0, 5),
    st.sampled_from([None, "2011-01-01", "2020-01-01"]),
)
EFFECTS = st.just(Effect("expires", "dieu-2", (), "2021-01-01", "stated", Span(12, 23)))
DOCUMENTS = st.builds(_document, HEADERS, st.lists(RELATIONS, max_size=3), st.lists(EFFECTS, max_size=1))
NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f"])
COMMITS = st.lists(
    st.tuples(st.dictionaries(NAMES, DOCUMENTS, max_size=4), st.sets(NAMES, max_size=2)),
    min_size=1,
    max_size=5,
)


def _assert_same(carried: Holdings, backend: SearchBackend) -> None:
    fresh = Holdings.of(backend)
    assert carried.names == fresh.names
    assert carried.works == fresh.works
    for work in fresh.works:
        life, history = fresh.law.life(work), fresh.law.history(backend, work)
        assert carried.law.life(work).statements == life.statements
        assert carried.law.history(backend, work) == history
        # What decides nothing changes nothing: with it, the same held.
        for record, day in product(work.documents, _DAYS):
            assert Life(work, history).rule(record, "", day) == life.rule(record, "", day)
    for day in _DAYS:
        for include in _INCLUDE:
            assert carried.law.outside(day, include) == fresh.law.outside(day, include)


CONSOLIDATES = Relation("consolidates", None, _cited(0), "dieu-1", (), None, Span(0, 11))
GONE_FROM_UNDER_ITS_CONSOLIDATION = [
    ({"a": _document(_decision(0), (), ()), "b": _document(_decision(1), [CONSOLIDATES], ())}, set[str]()),
    (dict[str, Document](), {"a"}),
]


@settings(max_examples=40, deadline=None)
@given(COMMITS)
@example(GONE_FROM_UNDER_ITS_CONSOLIDATION)
def test_carried_over_or_made_from_nothing(
    commits: list[tuple[dict[str, Document], set[str]]],
) -> None:
    with TemporaryDirectory() as name:
        home, encoder, held = Path(name), HashingEncoder(), set[str]()
        with IndexBuilder(home, encoder) as builder:
            builder.add([])
            with closing(LocalIndex.open(home)) as index:
                with closing(index.backend()) as backend:
                    carried = Holdings.of(backend)
                for written, removed in commits:
                    builder.add(written.items())
                    held |= written.keys()
                    builder.remove(sorted(held & removed))
                    held -= removed
                    with closing(index.backend()) as backend:
                        carried = carried.next(backend)
                        _assert_same(carried, backend)


def test_a_reader_that_slept_while_the_catalog_forgot_catches_up(
    tmp_path: Path, library: dict[str, Document]
) -> None:
    cache = HoldingsCache()
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add(library.items())
        with closing(LocalIndex.open(tmp_path)) as index:
            with closing(index.backend()) as backend:
                cache.get(backend)
            builder.remove(["vi/950-qd-ttg"])
            for number in range(3):
                builder.add([(f"new/{number}", library["en/vkc-digest"])])
            with closing(index.backend()) as backend:
                backend.close()
            builder.remove(["new/0"])
            builder.add([("new/9", library["en/vkc-digest"])])
            with closing(index.backend()) as backend:
                held = cache.get(backend)
                _assert_same(held, backend)
                assert "vi/950-qd-ttg" not in held.names.by_id
