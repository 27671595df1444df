import subprocess
import sys
import unicodedata
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analyzers.words import vietnamese_words


def shown(text: str) -> dict[str, str]:
    """Each word with the characters it stands for, composed."""
    return {
        term.text: unicodedata.normalize("NFC", text[term.start : term.end])
        for term in vietnamese_words(text)
    }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_lie_over_the_text_as_given(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Quyết định phê duyệt Đề án phát triển đô thị")
    assert shown(text) == {
        "quyết_định": "Quyết định",
        "phê_duyệt": "phê duyệt",
        "đề_án": "Đề án",
        "phát_triển": "phát triển",
        "đô_thị": "đô thị",
    }


def test_what_the_engine_rewrites_keeps_its_place() -> None:
    # The engine moves the tone mark, and turns cuả into của.
    assert shown("công trình thuỷ lợi cuả cơ sở") == {
        "công_trình": "công trình",
        "thủy_lợi": "thuỷ lợi",
        "cuả": "cuả",
        "cơ_sở": "cơ sở",
    }


def test_symbols_are_one_word() -> None:
    assert shown("Nghị định 13/2023/NĐ-CP quy định") == {
        "nghị_định": "Nghị định",
        "13/2023/nđ-cp": "13/2023/NĐ-CP",
        "quy_định": "quy định",
    }


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("aăâđeêòàủằễ nghcqt /-.:\n0123"))))
def test_words_of_any_text_lie_in_it_in_order_and_apart(text: str) -> None:
    found = vietnamese_words(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_threads_may_be_the_first_to_use_the_engine_together() -> None:
    program = """
from concurrent.futures import ThreadPoolExecutor
from indexer.analyzers.words import vietnamese_words
with ThreadPoolExecutor(8) as pool:
    print({term.text for terms in pool.map(vietnamese_words, ["đô thị"] * 8) for term in terms})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("{'đô_thị'}\n", 0), done.stderr


def test_the_engine_comes_without_the_rest_of_its_package_which_others_may_still_import() -> None:
    program = """
import sys
from indexer.analyzers.words import vietnamese_words
found = [term.text for term in vietnamese_words("đô thị")]
print(found, sorted({"underthesea", "underthesea.agent", "huggingface_hub"} & sys.modules.keys()))
import underthesea
print(underthesea.word_tokenize("đô thị"))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("['đô_thị'] []\n['đô thị']\n", 0), done.stderr
