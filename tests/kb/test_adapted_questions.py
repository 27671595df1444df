"""Which questions are moved by a learnt adapter, and for which passages."""

from pathlib import Path

import numpy as np
import pytest

from corpus.models import Language
from indexer.encoders.adapters import adapted
from indexer.encoders.bundled import BundledEncoder
from kb.asking import Asker
from kb.query import Query, analyze
from kb.retrieval import Asked


@pytest.fixture(scope="module")
def asker(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    cache = pytestconfig.cache
    folder: Path = cache.mkdir("models") if cache else tmp_path_factory.mktemp("models")
    return Asker.by(BundledEncoder(folder, threads=1))


def ask(asker: Asker, text: str) -> dict[Language, Asked]:
    return dict(asker.ask(analyze(Query(text)), ("vi", "ko", "en", "und")).asked)


@pytest.mark.model
def test_a_korean_question_is_moved_for_korean_passages_and_for_no_others(asker: Asker) -> None:
    question = "개인정보를 제3자에게 제공할 수 있는 경우"
    [plain] = asker.encoder.encode_queries([question])
    asked = ask(asker, question)
    np.testing.assert_array_equal(
        asked["ko"].points().question, adapted(plain, asker.encoder.fingerprint, "ko")
    )
    assert not np.array_equal(asked["ko"].points().question, plain)
    np.testing.assert_array_equal(asked["und"].points().question, plain)


@pytest.mark.model
@pytest.mark.parametrize("question", ["Khi nào được cung cấp dữ liệu cá nhân cho bên thứ ba?", "950/QĐ-TTg"])
def test_other_questions_are_asked_as_they_are(asker: Asker, question: str) -> None:
    [plain] = asker.encoder.encode_queries([question])
    own = [one for one in ask(asker, question).values() if one.approach == "own"]
    assert own
    for one in own:
        np.testing.assert_array_equal(one.points().question, plain)
