import gzip
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.encoders.hashing import HashingEncoder
from indexer.training.pairs import Pairs, first_tokens, folds, read_pairs


def write(path: Path, objects: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def test_pairs_are_read_without_headings_and_without_questions_asked_twice(tmp_path: Path) -> None:
    write(
        tmp_path / "corpus.jsonl.gz",
        [
            {"_id": "민법/법률#제1조", "title": "민법 제1조(법원)", "text": "민사에 관하여"},
            {"_id": "vi-1", "title": "Luật Nhà ở", "text": "Điều 1. Phạm vi\nLuật này quy định"},
            {"_id": "vi-2", "title": "Luật Nhà ở", "text": "Điều 2 không có tên"},
        ],
    )
    write(
        tmp_path / "pairs.jsonl.gz",
        [
            {"query": "Phạm vi", "positives": ["vi-1"]},
            {"query": "Giải thích", "positives": ["vi-2"]},
            {"query": "Giải thích", "positives": ["vi-1"]},
            {"query": "민법의 법원", "positives": ["민법/법률#제1조", "vi-2"]},
        ],
    )
    assert read_pairs(tmp_path) == Pairs(
        articles=(
            "민법 제1조(법원)\n민사에 관하여",
            "Luật Nhà ở\nLuật này quy định",
            "Luật Nhà ở\nĐiều 2 không có tên",
        ),
        laws=("민법/법률", "Luật Nhà ở", "Luật Nhà ở"),
        questions=("Phạm vi", "민법의 법원"),
        answers=((1,), (0, 2)),
    )


@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=8, max_size=60), st.integers(2, 4))
def test_no_law_is_in_two_folds_and_every_fold_has_its_share(laws: list[str], count: int) -> None:
    pairs = Pairs(("",) * len(laws), tuple(laws), ("",) * len(laws), tuple((n,) for n in range(len(laws))))
    found = folds(pairs, count)
    assert found == folds(pairs, count)
    assert len({(law, fold) for law, fold in zip(laws, found, strict=True)}) == len(set(laws))
    largest = max(laws.count(law) for law in laws)
    shares = [found.count(number) for number in range(count)]
    assert max(shares) - min(shares) <= largest


@given(st.text(alphabet="가나다 \nabc.", max_size=80), st.integers(1, 20))
def test_first_tokens_are_a_beginning_that_fits_and_as_long_as_can_be(text: str, most: int) -> None:
    encoder = HashingEncoder()
    [kept] = first_tokens([text], encoder, most)
    assert text.startswith(kept)
    assert encoder.count_tokens([kept])[0] <= most
    assert kept == text or encoder.count_tokens([text[: len(kept) + 1]])[0] > most
