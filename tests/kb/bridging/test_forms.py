"""Forms of the words of a question, as the glossary may have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Language
from kb.bridging.forms import forms_of, growing, units

SYLLABLES = st.lists(st.sampled_from(["quy", "hoạch", "đô", "thị", "AI", "Luật"]), min_size=1, max_size=5)


@given(SYLLABLES)
def test_spaced_forms_grow_by_a_unit(syllables: list[str]) -> None:
    text = " ".join(syllables)
    found = units(text, "vi")
    likeliest = [forms[-1] if place else forms for place, forms in enumerate(growing(found, text, "vi"))]
    assert likeliest[1:] == [" ".join(unit.text for unit in found[:end]) for end in range(2, len(found) + 1)]


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("quy hoạch đô thị", "vi"),
        ("개인정보 보호", "ko"),
        ("재활용", "ko"),
        ("유지·관리", "ko"),
        ("smart cities", "en"),
        ("AI", "vi"),
    ],
)
def test_a_word_of_the_glossary_is_among_the_forms_of_a_text_that_says_it(
    word: str, language: Language
) -> None:
    text = f"x {word}"
    found = [unit for unit in units(text, language) if unit.start >= 2]
    *_, forms = growing(found, text, language)
    assert set(forms_of(word, language)) & set(forms)
