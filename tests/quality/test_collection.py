"""The sample collection and its judgments: readable, honest about what it is, and judged by provisions that exist."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.document import parse_document
from corpus.models import Document
from corpus.readers import read_file
from corpus.sources.folder import find_files

ROOT = Path(__file__).parents[2]
COLLECTION = ROOT / "corpus" / "collections" / "smart-city"
JUDGMENTS = Path(__file__).parent / "smart-city"
NOTICES = {
    "vi": "do dự án VKB soạn, không phải văn bản chính thức",
    "ko": "공식 원문이 아닙니다",
    "en": "written by the VKB project, not the official text",
}
FORMATS = {"pdf", "docx", "html", "markdown", "text"}


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    return {file.document_id: parse_document(read_file(file.path)) for file in find_files([COLLECTION])}


@pytest.fixture(scope="module")
def queries() -> list[dict[str, str]]:
    return [
        json.loads(line) for line in (JUDGMENTS / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def qrels() -> list[dict[str, str]]:
    with (JUDGMENTS / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_first_line_says_that_it_is_no_official_text(documents: Mapping[str, Document]) -> None:
    first_lines = {name: document.text.lstrip().splitlines()[0] for name, document in documents.items()}
    for name, line in first_lines.items():
        assert NOTICES[name.split("/")[1]] in line, name


def test_language_is_the_folder_of_the_file(documents: Mapping[str, Document]) -> None:
    assert {name: document.language for name, document in documents.items()} == {
        name: name.split("/")[1] for name in documents
    }


def test_every_format_and_language_is_there(documents: Mapping[str, Document]) -> None:
    found = Counter((document.source.report.format, document.language) for document in documents.values())
    assert found.total() == 29
    assert {(name, language) for name in FORMATS for language in NOTICES} <= set(found)
    assert {language for name, language in found if name == "hwpx"} == {"vi", "ko", "en"}


def test_encodings_are_recognised(documents: Mapping[str, Document]) -> None:
    encodings = {name: document.source.report.encoding or "" for name, document in documents.items()}
    assert encodings["smart-city/vi/doc-so-ky-hieu.txt"].lower().startswith("utf-16")
    assert encodings["smart-city/ko/enforcement-decree.txt"].lower() == "cp949"


def test_digests_are_known_by_the_number_of_their_document(documents: Mapping[str, Document]) -> None:
    headers = {name.removeprefix("smart-city/"): document.header for name, document in documents.items()}
    assert headers["vi/quyet-dinh-950.md"].work_id == "vn/qd/ttg/2018/950"
    assert headers["vi/quyet-dinh-388.md"].work_id == "vn/qd/bxd/2022/388"
    assert headers["vi/nghi-dinh-269.md"].work_id == "vn/nd/cp/2025/269"
    assert headers["ko/smart-city-act.md"].number == "법률 제16631호"


def test_every_judged_provision_exists(
    documents: Mapping[str, Document], qrels: list[dict[str, str]]
) -> None:
    known = {
        f"{name}#{provision.anchor}"
        for name, document in documents.items()
        for provision in document.root.walk()
    }
    assert {row["corpus-id"] for row in qrels} - known == set()


def test_every_query_is_judged_once_for_each_provision(
    queries: list[dict[str, str]], qrels: list[dict[str, str]]
) -> None:
    assert Counter((row["query-id"], row["corpus-id"]) for row in qrels).most_common(1)[0][1] == 1
    assert {row["query-id"] for row in qrels} == {query["_id"] for query in queries}
    assert {row["score"] for row in qrels} == {"1", "2"}


def test_every_query_has_a_direct_answer(queries: list[dict[str, str]], qrels: list[dict[str, str]]) -> None:
    answered = {row["query-id"] for row in qrels if row["score"] == "2"}
    assert {query["_id"] for query in queries} - answered == set()


def test_queries_are_unique_and_cover_every_style(queries: list[dict[str, str]]) -> None:
    assert (
        len({query["text"] for query in queries}) == len({query["_id"] for query in queries}) == len(queries)
    )
    styles = Counter(query["style"] for query in queries)
    across = sum(count for style, count in styles.items() if "-" in style)
    assert styles["vi"] >= 20
    assert styles["ko"] >= 15
    assert styles["en"] >= 10
    assert across >= 20
    assert styles["unaccented"] >= 6
    assert styles["number"] >= 6
