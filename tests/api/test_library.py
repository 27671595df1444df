"""The library of a server keeps answers, for one generation and one day."""

from pathlib import Path

from api.library import Library
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase
from kb.query import Query

QUESTION = Query("đô thị thông minh")


def test_a_repeated_question_has_the_same_answer_until_the_next_generation(
    tmp_path: Path, library_folder: Path
) -> None:
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.index([library_folder / "ko"])
    library = Library(lambda: KnowledgeBase.open(tmp_path))
    first, again = library.search(QUESTION), library.search(QUESTION)
    assert again.hits is first.hits
    assert library.search(Query(QUESTION.text, limit=1)).hits is not first.hits
    assert library.search(Query(QUESTION.text, as_of="2019-01-01")).as_of == "2019-01-01"
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.index([library_folder / "vi"])
    newer = library.search(QUESTION)
    assert newer.generation > first.generation
    assert {hit.document_id for hit in newer.hits} > {hit.document_id for hit in first.hits}
    library.close()
