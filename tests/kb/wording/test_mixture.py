"""Languages of questions that mix scripts."""

import pytest

from corpus.models import Language
from kb.wording import languages_of


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("스마트시티 관련 nghị định", ("ko", "vi")),
        ("quy định về 개인정보", ("ko", "vi")),
        ("quy dinh ve 개인정보", ("ko", "vi")),
        ("những quy định của pháp luật Hàn Quốc về đô thị thông minh (스마트도시)", ("vi", "ko")),
        ("smart city act 제2조 정의", ("ko", "en")),
        ("RP매매 방식", ("ko",)),
        ("AI 데이터 활용", ("ko",)),
        ("hub 조성", ("ko",)),
        ("다저스(Los Angeles Dodgers)의 경기", ("ko",)),
        ("đô thị thông minh", ("vi",)),
        ("smart city", ("en",)),
        ("950/QĐ-TTg", ("und",)),
    ],
)
def test_languages(text: str, languages: tuple[Language, ...]) -> None:
    assert languages_of(text) == languages
