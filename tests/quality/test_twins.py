"""The comparison of two texts of one document."""

from pathlib import Path

from tests.quality.twins import compare, pairs


def test_words_in_order_count_and_punctuation_does_not() -> None:
    assert compare("제1조(목적) 이 영은", "제1조 (목적)\n이 영은").similarity == 1
    twins = compare("하나 둘 셋 넷", "하나 셋 둘 넷")
    assert (twins.similarity, len(twins.differences)) == (0.75, 2)
    assert compare("가 나", "다").differences == ["가 나 → 다"]


def test_pairs_have_one_name(tmp_path: Path) -> None:
    for name in ("a.hwp", "a.hwpx", "b.hwp", "a.ref.md", "c.doc", "c.docx"):
        (tmp_path / name).touch()
    assert [(a.name, b.name) for a, b in pairs(tmp_path)] == [("a.hwp", "a.hwpx"), ("c.doc", "c.docx")]
