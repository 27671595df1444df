"""An analyzer that remembers gives what the other one gives, and asks it once for a short text."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.analyzers.remembering import RememberingAnalyzer
from indexer.analyzers.vietnamese import VietnameseAnalyzer
from indexer.models import Term


class Counting(VietnameseAnalyzer):
    """Counts the texts that it is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def terms(self, text: str) -> list[Term]:
        self.asked += 1
        return super().terms(text)


@given(st.lists(st.text("quy hoạch đô thị 13/2023/NĐ-CP", max_size=30), max_size=5))
def test_terms_are_those_of_the_other_analyzer(texts: Sequence[str]) -> None:
    plain, remembering = VietnameseAnalyzer(), RememberingAnalyzer(VietnameseAnalyzer())
    for text in (*texts, *texts):
        assert remembering.terms(text) == plain.terms(text)
        assert remembering.folded(text) == plain.folded(text)
    assert remembering.analyze(texts) == plain.analyze(texts)
    assert remembering.name == plain.name


def test_a_short_text_is_analyzed_once_and_nobody_can_spoil_it() -> None:
    counting = Counting()
    remembering = RememberingAnalyzer(counting)
    remembering.terms("quy hoạch").clear()
    assert remembering.terms("quy hoạch") == VietnameseAnalyzer().terms("quy hoạch")
    assert counting.asked == 1


def test_long_texts_are_not_kept() -> None:
    counting = Counting()
    remembering = RememberingAnalyzer(counting)
    assert remembering.terms("quy hoạch " * 100) == remembering.terms("quy hoạch " * 100)
    assert counting.asked == 2
