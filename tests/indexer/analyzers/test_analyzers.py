import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import LANGUAGES, Language
from indexer.analyzers import analyzer_for
from indexer.analyzers.identifiers import find_symbols
from indexer.models import Analyzed, Term
from indexer.seams import Analyzer

# Letters of both languages, marks, symbols and line ends come up often enough to form words and identifiers.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aăâđeêioôơuưyhòàủằễ\u0300\u0309nghcqt /-.:\n0123ĐQTNCP제조항호목법의을가한"),
    )
)


def texts_of(terms: list[Term]) -> list[str]:
    return [term.text for term in terms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_one_analyzer(language: Language) -> None:
    assert analyzer_for(language) is analyzer_for(language)


def test_names_differ_where_terms_do() -> None:
    assert len({analyzer_for(language).name for language in LANGUAGES}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_terms_of_any_text_lie_in_it_in_order(language: Language, text: str) -> None:
    analyzer = analyzer_for(language)
    for terms in (analyzer.terms(text), analyzer.folded(text)):
        assert all(0 <= term.start < term.end <= len(text) for term in terms)
        assert [term.start for term in terms] == sorted(term.start for term in terms)
        assert all(term.text and not any(map(str.isspace, term.text)) for term in terms)
    both = Analyzed(analyzer.terms(text), texts_of(analyzer.folded(text)))
    assert analyzer.analyze([text, "", text]) == [both, Analyzed([], []), both]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_canonically_equivalent_texts_give_the_same_terms(language: Language, text: str) -> None:
    analyzer = analyzer_for(language)
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert texts_of(analyzer.terms(composed)) == texts_of(analyzer.terms(decomposed))
    assert texts_of(analyzer.folded(composed)) == texts_of(analyzer.folded(decomposed))


class TestVietnamese:
    analyzer: Analyzer = analyzer_for("vi")

    def test_syllables_and_bigrams_with_the_words_they_stand_for(self) -> None:
        assert self.analyzer.terms("Quyết  định mới") == [
            Term("quyết_định", 0, 11),
            Term("quyết", 0, 5),
            Term("định_mới", 7, 15),
            Term("định", 7, 11),
            Term("mới", 12, 15),
        ]

    @pytest.mark.parametrize("text", ["đất, nhà", "đất\nnhà", "đất. nhà", "đất (nhà", "đất 1/CP nhà"])
    def test_bigrams_do_not_cross_punctuation_lines_and_symbols(self, text: str) -> None:
        assert not any("_" in term.text for term in self.analyzer.terms(text))

    @pytest.mark.parametrize(
        ("one", "other"), [("hoà giải", "hòa giải"), ("THUỶ LỢI", "thủy lợi"), ("uỷ", "ủy")]
    )
    def test_the_tone_mark_has_one_place(self, one: str, other: str) -> None:
        assert texts_of(self.analyzer.terms(one)) == texts_of(self.analyzer.terms(other))

    def test_accents_matter_to_terms_and_not_to_folded_terms(self) -> None:
        assert texts_of(self.analyzer.terms("đường")) != texts_of(self.analyzer.terms("duong"))
        assert texts_of(self.analyzer.folded("Đường phố")) == ["duong_pho", "duong", "pho"]

    def test_offsets_of_decomposed_text_count_in_that_text(self) -> None:
        text = unicodedata.normalize("NFD", "tiền thuế")
        syllables = [term for term in self.analyzer.terms(text) if "_" not in term.text]
        found = {term.text: unicodedata.normalize("NFC", text[term.start : term.end]) for term in syllables}
        assert found == {"tiền": "tiền", "thuế": "thuế"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Number, year, type and issuer.
        ("13/2023/NĐ-CP", ["13/2023/nđ-cp", "13", "2023", "nđ-cp", "nđ", "cp"]),
        # Without a year.
        ("950/QĐ-TTg", ["950/qđ-ttg", "950", "qđ-ttg", "qđ", "ttg"]),
        # A law of the National Assembly.
        ("45/2019/QH14", ["45/2019/qh14", "45", "2019", "qh14"]),
        # A party document, whose first hyphen comes before the slash.
        ("36-NQ/TW", ["36-nq/tw", "36-nq", "36", "nq", "tw"]),
        # A standard, written with or without a space.
        ("TCVN 7957:2008", ["tcvn7957:2008", "tcvn", "7957", "2008"]),
        # A notice number, and a case number of the Constitutional Court.
        ("제2023-123호", ["제2023-123호", "제2023", "123호"]),
        ("2019헌바123", ["2019헌바123"]),
    ],
)
def test_symbols_are_kept_whole_and_in_parts(language: Language, text: str, expected: list[str]) -> None:
    assert texts_of(analyzer_for(language).terms(text)) == expected


@pytest.mark.parametrize("text", ["và/hoặc", "24/7", "10/ngày", "2023년5월", "1/2"])
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert find_symbols(text) == []


class TestKorean:
    analyzer: Analyzer = analyzer_for("ko")

    def test_particles_and_endings_are_left_out_and_morphemes_joined_across_them(self) -> None:
        assert texts_of(self.analyzer.terms("개인정보의 처리를")) == [
            "개인_정보", "개인", "정보_처리", "정보", "처리",
        ]  # fmt: skip

    def test_spacing_does_not_change_the_terms(self) -> None:
        one, other = (self.analyzer.terms(text) for text in ("개인정보처리방침", "개인정보 처리 방침"))
        assert texts_of(one) == texts_of(other)

    def test_offsets_show_the_morpheme(self) -> None:
        text = "국토교통부장관은 계획을 수립한다."
        plan = next(term for term in self.analyzer.terms(text) if term.text == "계획")
        assert text[plan.start : plan.end] == "계획"

    @pytest.mark.parametrize("text", ["제2조제1항", "제2조 제1항", "제 2 조 제 1 항", "법제2조제1항에"])
    def test_references_are_kept_whole_and_step_by_step(self, text: str) -> None:
        assert {"제2조제1항", "제2조", "제1항"} <= set(texts_of(self.analyzer.terms(text)))

    def test_inserted_articles_and_items_belong_to_a_reference(self) -> None:
        found = set(texts_of(self.analyzer.terms("제3조의2제1항제4호가목")))
        assert {"제3조의2제1항제4호가목", "제3조의2", "제1항", "제4호", "가목"} <= found

    def test_a_particle_may_touch_a_symbol(self) -> None:
        assert "950/qđ-ttg" in texts_of(self.analyzer.terms("고시950/QĐ-TTg를"))

    def test_bigrams_do_not_cross_sentences_and_lines(self) -> None:
        assert not any("_" in term.text for term in self.analyzer.terms("계획\n도시. 주택"))

    def test_decomposed_text_gives_the_same_terms_and_its_own_offsets(self) -> None:
        text = unicodedata.normalize("NFD", "도시 계획")
        terms = self.analyzer.terms(text)
        assert texts_of(terms) == texts_of(self.analyzer.terms("도시 계획"))
        assert unicodedata.normalize("NFC", text[terms[1].start : terms[1].end]) == "도시"

    def test_lone_surrogates_do_not_stop_it(self) -> None:
        assert texts_of(self.analyzer.terms("\ud800도시")) == ["도시"]

    def test_threads_get_what_one_gets(self) -> None:
        texts = [f"제{number}조 개인정보의 처리 {number}" for number in range(40)]
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(self.analyzer.terms, texts))
        assert found == [analyzed.terms for analyzed in self.analyzer.analyze(texts)]


class TestLatin:
    analyzer: Analyzer = analyzer_for("en")

    def test_words_in_lower_case(self) -> None:
        assert self.analyzer.terms("Smart City Act") == [
            Term("smart", 0, 5),
            Term("city", 6, 10),
            Term("act", 11, 14),
        ]

    def test_names_fold(self) -> None:
        assert texts_of(self.analyzer.folded("Đà Nẵng")) == ["da", "nang"]
