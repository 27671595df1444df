import gzip
import json
import logging
from pathlib import Path

import numpy as np
import pytest

from indexer.encoders.adapters import QueryAdapter
from indexer.training.__main__ import main

ARTICLES = ("주차장의 설치", "도로의 점용 허가", "건축물의 용도 변경", "개인정보의 제3자 제공")


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Four laws of one article, each asked about once."""
    corpus: list[object] = [
        {"_id": f"law{n}#1", "title": title, "text": title} for n, title in enumerate(ARTICLES)
    ]
    asked: list[object] = [
        {"query": f"{title} 요건", "positives": [f"law{n}#1"]} for n, title in enumerate(ARTICLES)
    ]
    for name, objects in (("corpus", corpus), ("pairs", asked)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
    return tmp_path


@pytest.mark.model
def test_training_writes_an_adapter_that_can_be_read(pairs: Path, caplog: pytest.LogCaptureFixture) -> None:
    work = pairs / "work"
    with caplog.at_level(logging.INFO):
        main([str(pairs), "ko", str(work)])
    assert "4 questions on unseen laws" in caplog.text
    adapter = QueryAdapter.read(work, "ko")
    assert adapter.down.shape == adapter.up.shape == (384, 16)
    facts = json.loads((work / "ko.json").read_text(encoding="utf-8"))
    assert (facts["questions"], facts["articles"]) == (4, 4)
    first = (work / "ko.npy").read_bytes()
    kept = np.load(work / "articles.npy")
    main([str(pairs), "ko", str(work)])
    assert (work / "ko.npy").read_bytes() == first
    np.testing.assert_array_equal(np.load(work / "articles.npy"), kept)
