"""Acts that were taken apart into articles, put together again."""

from pathlib import Path

from corpus.document import parse_document
from corpus.readers import read_file
from kb.evaluation.collection import Record
from tests.benchmarks.acts import write_acts


def test_acts_are_files_with_their_articles(tmp_path: Path) -> None:
    records = [
        Record(f"{act}#제{number}조", f"{act} 제{number}조(목적 {number})", f"{act}에 관한 사항을 정한다.")
        for act in ("시험도시법", "시험도시법 시행령", "시험공원법")
        for number in (1, 2)
    ]
    write_acts(records, 3, tmp_path)
    documents = [parse_document(read_file(path)) for path in sorted(tmp_path.iterdir())]
    assert [document.header.title for document in documents] == ["시험도시법", "시험도시법 시행령"]
    found = [[provision.heading for provision in document.root.walk()] for document in documents]
    assert [headings[-2:] for headings in found] == [["제1조(목적 1)", "제2조(목적 2)"]] * 2
