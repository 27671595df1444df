"""Fits the calibration of scores on judged questions and writes it into the package: `make calibrate`.

    python -m tests.quality.calibrate ../shared/eval/vi-law ../shared/eval/xl-policy …

Each folder is a test collection. The sample collection is added, and its unanswerable questions, which are also put to every collection
made of the policy corpus (its name begins with `xl-policy`, and the first one named is taken).
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from api.opening import open_named_encoder
from api.settings import load_settings
from corpus.models import Span
from corpus.normalize import fold
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.seams import Encoder, SearchBackend
from kb import calibration
from kb.asking import Asker
from kb.calibration import FIRST_HITS
from kb.calibration.model import FILE_NAME
from kb.evaluation.calibration import (
    CalibrationReport,
    LabelledQuestion,
    fit_calibration,
    halves,
    measure_calibration,
)
from kb.evaluation.collection import read_collection
from kb.evaluation.indexing import index_collection
from kb.pinned import Pinned
from kb.provisions import find
from kb.query import Query, Wording
from kb.ranking import FUSED, RankedProvision
from kb.search import Search
from kb.timeline.models import Include
from tests.quality.reliability_diagram import diagram

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "collections" / "smart-city"
JUDGMENTS = Path(__file__).parent / "smart-city"
ALL: frozenset[Include] = frozenset(get_args(Include))

_BARE = 0.2
"""What a set of questions without accents counts for: few people type so, and what is true of them is not of others."""

Judge = Callable[[str, RankedProvision], bool]
Question = tuple[str, str]
"""Id and text."""


def label(
    name: str,
    search: Search,
    questions: Sequence[Question],
    golds: Mapping[str, frozenset[str]],
    relevant: Judge,
    *,
    apart: bool = True,
    share: float = 1.0,
) -> Iterator[LabelledQuestion]:
    """The first hits of questions with their judgments; questions that name a document are left out, because its score is no estimate.

    `apart` keeps questions with a common gold in one half. In a small collection all questions hang together by what they share, so there
    the halves are those of the questions alone.
    """
    for query_id, text in questions:
        found = search.find(Query(text, include=ALL))
        named = set(found.named.provisions) if found.named else set()
        if named:
            continue
        first = found.ranked[:FIRST_HITS]
        yield LabelledQuestion(
            name,
            query_id,
            query_id in golds,
            golds.get(query_id, frozenset()) if apart else frozenset(),
            tuple(found.signals.read(first)),
            tuple(relevant(query_id, entry) for entry in first),
            share,
        )


def label_both(
    name: str,
    search: Search,
    questions: Sequence[Question],
    golds: Mapping[str, frozenset[str]],
    relevant: Judge,
    *,
    apart: bool = True,
) -> Iterator[LabelledQuestion]:
    """`label` of the questions, and of the Vietnamese ones typed without accents, as a set of their own."""
    yield from label(name, search, questions, golds, relevant, apart=apart)
    bare = [(query_id, fold(text).text) for query_id, text in questions if Wording.of(text).language == "vi"]
    yield from label(f"{name} without accents", search, bare, golds, relevant, apart=apart, share=_BARE)


def unanswerable() -> list[Question]:
    """The questions that neither the sample collection nor the policy corpus answers."""
    return _read_questions(JUDGMENTS / "unanswerable.jsonl")


def of_collection(folder: Path, encoder: Encoder, cache: Path, *, ask_more: bool) -> list[LabelledQuestion]:
    """The questions of a test collection, and the unanswerable ones if wanted."""
    collection = read_collection(folder)
    golds = {
        topic.query_id: frozenset(
            name for name, grade in collection.qrels[topic.query_id].items() if grade > 0
        )
        for topic in collection.topics
    }

    indexed = index_collection(collection, encoder, cache)

    def relevant(query_id: str, entry: RankedProvision) -> bool:
        return indexed.record_id(entry.key) in golds.get(query_id, ())

    with closing(LocalIndex.open(indexed.home)) as index, closing(index.backend()) as backend:
        search = _search(backend, encoder)
        questions = [(topic.query_id, topic.text) for topic in collection.topics]
        labelled = list(label_both(collection.name, search, questions, golds, relevant))
        if ask_more:
            labelled += label_both(f"unanswerable in {collection.name}", search, unanswerable(), {}, relevant)
    return labelled


def of_sample(encoder: Encoder, cache: Path) -> list[LabelledQuestion]:
    """The questions of the sample collection with the unanswerable ones; judged by provision, met by a passage in it or around it."""
    home = cache / f"sample-{encoder.fingerprint[:16].replace('/', '-')}"
    with IndexBuilder(home, encoder) as builder:
        builder.index([SAMPLE])
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        search = _search(backend, encoder)
        golds = _judged()
        places = {name: _place(backend, name) for names in golds.values() for name in names}

        def relevant(query_id: str, entry: RankedProvision) -> bool:
            span = backend.passages([entry.passage])[entry.passage].span
            spots = [
                places[name] for name in golds.get(query_id, ()) if places[name][0] == entry.key.document_id
            ]
            return any(spot.contains(span) or span.contains(spot) for _, spot in spots)

        questions = _read_questions(JUDGMENTS / "queries.jsonl")
        return [
            *label_both("smart-city", search, questions, golds, relevant, apart=False),
            *label_both("unanswerable in smart-city", search, unanswerable(), {}, relevant),
        ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Label, fit, measure, write and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=Path(calibration.__path__[0]) / FILE_NAME)
    asked = parser.parse_args(arguments)
    settings = load_settings()
    encoder = open_named_encoder(settings)
    cache = settings.cache / "evaluation"
    policy = next((folder for folder in asked.folders if folder.name.startswith("xl-policy")), None)
    questions = [
        question
        for folder in asked.folders
        for question in of_collection(folder, encoder, cache, ask_more=folder == policy)
    ]
    questions += of_sample(encoder, cache)
    report = fit_and_write(questions, encoder, asked.output)
    (ROOT / "docs" / "reliability.svg").write_text(diagram(report.bins), encoding="utf-8")
    print(told(report))  # noqa: T201 -- what the command is for


def fit_and_write(questions: Sequence[LabelledQuestion], encoder: Encoder, output: Path) -> CalibrationReport:
    """Fit on one half, measure on the other, write both to a file."""
    fitted_on, unseen = halves(questions)
    provenance = {
        "fitted": datetime.now(UTC).date().isoformat(),
        "recipe": repr(FUSED),
        "sets": sorted({question.collection for question in fitted_on}),
        "questions": len(fitted_on),
    }
    fitted = fit_calibration(fitted_on, encoder.fingerprint, provenance)
    report = measure_calibration(fitted, unseen)
    stored = fitted.as_json()
    stored["provenance"]["unseen"] = report.as_json()
    output.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return report


def told(report: CalibrationReport) -> str:
    """The report as Markdown: a row a set, then the reliability diagram as a table."""
    lines = ["| set | unseen questions | ECE | declined |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {count} | {report.error[name]:.3f} | {report.declined[name]:.2f} |"
        for name, count in report.questions.items()
    ]
    lines += [f"| all | {sum(report.questions.values())} | {report.error['all']:.3f} | |", ""]
    lines += ["| hits | said | relevant |", "|---|---|---|"]
    lines += [f"| {one.hits} | {one.said:.2f} | {one.found:.2f} |" for one in report.bins]
    return "\n".join(lines)


def _search(backend: SearchBackend, encoder: Encoder) -> Search:
    return Search(Pinned.of(backend), Asker.by(encoder))


def _read_questions(path: Path) -> list[Question]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(line["_id"], line["text"]) for line in lines]


def _judged() -> dict[str, frozenset[str]]:
    golds: dict[str, set[str]] = defaultdict(set)
    with (JUDGMENTS / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["score"]) > 0:
                golds[row["query-id"]].add(row["corpus-id"])
    return {query_id: frozenset(names) for query_id, names in golds.items()}


def _place(backend: SearchBackend, provision: str) -> tuple[str, Span]:
    """Document and span of a judged provision."""
    document_id, _, anchor = provision.partition("#")
    line = find(backend.content(document_id).root, anchor)
    if not line:
        raise ValueError(f"{provision} is judged but not there")
    return document_id, line[-1].span


if __name__ == "__main__":
    main()
