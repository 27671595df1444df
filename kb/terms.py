"""Terms: abbreviations that people type and laws do not print, and what one country calls what the other one has.

An abbreviation with two meanings is none of them: QH is the National Assembly or a plan, TT a circular or information.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.languages import has_accents
from corpus.models import Language
from corpus.normalize import fold, key

ABBREVIATIONS: Mapping[str, str] = {
    "ATTT": "an toàn thông tin",
    "BĐS": "bất động sản",
    "BVMT": "bảo vệ môi trường",
    "CCHC": "cải cách hành chính",
    "CĐS": "chuyển đổi số",
    "CNTT": "công nghệ thông tin",
    "CQĐP": "chính quyền địa phương",
    "CSDL": "cơ sở dữ liệu",
    "DVCTT": "dịch vụ công trực tuyến",
    "ĐTTM": "đô thị thông minh",
    "ĐTXD": "đầu tư xây dựng",
    "GPMB": "giải phóng mặt bằng",
    "GPXD": "giấy phép xây dựng",
    "GTVT": "giao thông vận tải",
    "HĐND": "hội đồng nhân dân",
    "HTKT": "hạ tầng kỹ thuật",
    "KH&CN": "khoa học và công nghệ",
    "KHCN": "khoa học và công nghệ",
    "KH&ĐT": "kế hoạch và đầu tư",
    "KH-ĐT": "kế hoạch và đầu tư",
    "KHĐT": "kế hoạch và đầu tư",
    "KT-XH": "kinh tế - xã hội",
    "KTXH": "kinh tế - xã hội",
    "NOXH": "nhà ở xã hội",
    "NSNN": "ngân sách nhà nước",
    "ODA": "hỗ trợ phát triển chính thức",
    "PCCC": "phòng cháy, chữa cháy",
    "PPP": "đối tác công tư",
    "QCVN": "quy chuẩn kỹ thuật quốc gia",
    "QHĐT": "quy hoạch đô thị",
    "QHXD": "quy hoạch xây dựng",
    "QPPL": "quy phạm pháp luật",
    "TCVN": "tiêu chuẩn quốc gia",
    "TN&MT": "tài nguyên và môi trường",
    "TNMT": "tài nguyên và môi trường",
    "TT&TT": "thông tin và truyền thông",
    "TTHC": "thủ tục hành chính",
    "TTTT": "thông tin và truyền thông",
    "UBND": "ủy ban nhân dân",
    "VBHN": "văn bản hợp nhất",
    "VBQPPL": "văn bản quy phạm pháp luật",
}
"""Vietnamese abbreviations with one meaning in law and policy."""

PRESENT_WORDS: Mapping[str, str] = {
    "스마트시티": "스마트도시",
    "유비쿼터스도시": "스마트도시",
    "유시티": "스마트도시",
    "국토부": "국토교통부",
    "과기부": "과학기술정보통신부",
    "과기정통부": "과학기술정보통신부",
    "행안부": "행정안전부",
    "산업부": "산업통상부",
    "기재부": "기획재정부",
    "지자체": "지방자치단체",
    "공공데이터포털": "공공데이터 제공 포털",
    "U-City": "스마트도시",
}
"""Korean words of press and talk, and what statutes say for them."""

CONCEPTS: tuple[tuple[str, str, str], ...] = (
    ("đô thị thông minh", "스마트도시", "smart city"),
    ("thành phố thông minh", "스마트도시", "smart cities"),
    ("trung tâm giám sát, điều hành", "통합운영센터", "integrated operations centre"),
    ("quy hoạch đô thị", "도시계획", "urban planning"),
    ("quy hoạch xây dựng", "건설계획", "construction planning"),
    ("quy hoạch sử dụng đất", "토지이용계획", "land use plan"),
    ("bộ tiêu chí", "인증지표", "criteria"),
    ("khu đô thị", "도시지구", "urban area"),
    ("khu đô thị mới", "신도시", "new town"),
    ("văn kiện dự án", "사업 문서", "project document"),
    ("chuyển đổi số", "디지털 전환", "digital transformation"),
    ("chính phủ điện tử", "전자정부", "e-government"),
    ("bảo vệ dữ liệu cá nhân", "개인정보 보호", "personal data protection"),
    ("dữ liệu cá nhân", "개인정보", "personal data"),
    ("dữ liệu mở", "공공데이터", "open data"),
    ("trí tuệ nhân tạo", "인공지능", "artificial intelligence"),
    ("nhà ở xã hội", "공공주택", "social housing"),
    ("nhà ở", "주택", "housing"),
    ("bãi đỗ xe", "주차장", "parking lot"),
    ("giấy phép xây dựng", "건축허가", "building permit"),
    ("xây dựng", "건설", "construction"),
    ("cảnh quan", "경관", "landscape"),
    ("thoát nước", "하수도", "sewerage"),
    ("tăng trưởng xanh", "녹색성장", "green growth"),
    ("công trình xanh", "녹색건축물", "green building"),
    ("tái thiết đô thị", "도시재생", "urban regeneration"),
    ("hạ tầng kỹ thuật", "기반시설", "infrastructure"),
)
"""Vietnamese, Korean and English for one thing; where the countries have different institutions, what comes nearest."""

_COLUMNS: Mapping[Language, Literal[0, 1, 2]] = {"vi": 0, "ko": 1, "en": 2}
_KOREA = re.compile(r"(?<!\w)(?:korean?|han quoc)(?!\w)|한국|대한민국")
_VIETNAM = re.compile(r"(?<!\w)(?:viet ?nam(?:ese)?)(?!\w)|베트남")


@dataclass(frozen=True, slots=True)
class Expansions:
    """What words of a question stand for.

    Attributes:
        abbreviations: Written out, by what was typed.
        terms: Statutory words for those of talk, or, across languages, words of the other language; by what was typed.
        across: The language of the country that a question in another language asks about, None for a question about its own.
    """

    abbreviations: Mapping[str, str]
    terms: Mapping[str, str]
    across: Language | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """Both together."""
        return {**self.abbreviations, **self.terms}


def expand(text: str, language: Language, about: Language | None = None) -> Expansions:
    """Write out abbreviations, put statutory words for those of talk, and translate the terms of a question about the other country.

    Args:
        text: The question in NFC.
        language: It is in.
        about: Language of the law that it names, where that is known.
    """
    across = _asked_about(text) or about
    across = across if across not in {None, language} else None
    terms = _translated(text, across) if across else _statutory(text)
    return Expansions(dict(_written_out(text)), dict(terms), across)


def _asked_about(text: str) -> Language | None:
    plain = fold(text).text
    if _KOREA.search(plain):
        return "ko"
    return "vi" if _VIETNAM.search(plain) else None


def _written_out(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in any case; without accents only where the whole question has none."""
    plain = not has_accents(text)
    for match in _abbreviations(plain=plain).finditer(text):
        yield match[0], _meanings(plain=plain)[_form(match[0], plain=plain)]


def _form(word: str, *, plain: bool) -> str:
    return fold(word).text if plain else key(word).text


@cache
def _meanings(*, plain: bool) -> Mapping[str, str]:
    return {_form(short, plain=plain): full for short, full in ABBREVIATIONS.items()}


@cache
def _abbreviations(*, plain: bool) -> re.Pattern[str]:
    listed = sorted({*ABBREVIATIONS, *(_meanings(plain=plain))}, key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, listed))})(?![\w/-])", re.IGNORECASE)


def _statutory(text: str) -> Iterator[tuple[str, str]]:
    for spoken, printed in PRESENT_WORDS.items():
        place = text.lower().find(spoken.lower())
        if place >= 0:
            yield text[place : place + len(spoken)], printed


def _translated(text: str, across: Language) -> Iterator[tuple[str, str]]:
    """Concepts by the longest words that name them; a term inside a longer one is not translated again."""
    taken = key(text).text
    plain = not has_accents(text)
    rows = [
        (word, row[_COLUMNS[across]]) for row in CONCEPTS for word in row if word != row[_COLUMNS[across]]
    ]
    rows += [
        (spoken, row[_COLUMNS[across]])
        for spoken, printed in PRESENT_WORDS.items()
        for row in CONCEPTS
        if row[_COLUMNS["ko"]] == printed
    ]
    for word, translation in sorted(dict(reversed(rows)).items(), key=lambda row: -len(row[0])):
        form = _form(word, plain=plain)
        if re.search(rf"(?<![^\W\d_]){re.escape(form)}", taken):
            taken = taken.replace(form, "\0")
            yield word, translation
