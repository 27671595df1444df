"""The table of document types of both countries: tokens, names and the symbols that numbers are printed with.

Vietnamese administrative types and abbreviations: Decree 30/2020/NĐ-CP, Appendix III. Case and đ matter in symbols: ``TT`` is a
circular, ``TTr`` a submission, ``TTg`` the Prime Minister; ``HD`` is a guideline, ``HĐ`` a contract. So tokens come
from this table, never from folding a symbol.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.normalize import fold, key

Country = Literal["vn", "kr"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of document.

    Attributes:
        token: Its word in identifiers, e.g. ``qd``.
        name: Its full name, e.g. ``Quyết định``.
        symbol: What numbers carry, e.g. ``QĐ``; empty where numbers carry none of its own.
        aliases: Other names, with English ones.
        country: Where it is made.
    """

    token: str
    name: str
    symbol: str = ""
    aliases: tuple[str, ...] = ()
    country: Country = "vn"


TYPES: tuple[DocumentType, ...] = (
    # normative and individual documents of the State
    DocumentType("hp", "Hiến pháp", aliases=("constitution",)),
    DocumentType("boluat", "Bộ luật", aliases=("code",)),
    DocumentType("luat", "Luật", aliases=("law",)),
    DocumentType("pl", "Pháp lệnh", aliases=("ordinance",)),
    DocumentType("lenh", "Lệnh", "L", ("order",)),
    DocumentType("nq", "Nghị quyết", "NQ", ("resolution",)),
    DocumentType("nqlt", "Nghị quyết liên tịch", "NQLT", ("joint resolution",)),
    DocumentType("nd", "Nghị định", "NĐ", ("decree",)),
    DocumentType("qd", "Quyết định", "QĐ", ("decision",)),
    DocumentType("tt", "Thông tư", "TT", ("circular",)),
    DocumentType("ttlt", "Thông tư liên tịch", "TTLT", ("joint circular",)),
    DocumentType("ct", "Chỉ thị", "CT", ("directive",)),
    DocumentType("cv", "Công văn", aliases=("official letter", "official dispatch")),
    DocumentType("vbhn", "Văn bản hợp nhất", "VBHN", ("consolidated document",)),
    DocumentType("phap-dien", "Pháp điển"),
    # administrative documents
    DocumentType("ttr", "Tờ trình", "TTr", ("submission",)),
    DocumentType("bc", "Báo cáo", "BC"),
    DocumentType("kh", "Kế hoạch", "KH"),
    DocumentType("tb", "Thông báo", "TB"),
    DocumentType("cd", "Công điện", "CĐ"),
    DocumentType("huong-dan", "Hướng dẫn", "HD"),
    DocumentType("hop-dong", "Hợp đồng", "HĐ"),
    DocumentType("de-an", "Đề án", "ĐA"),
    DocumentType("du-an", "Dự án", "DA"),
    DocumentType("quy-che", "Quy chế", "QC"),
    DocumentType("quy-dinh", "Quy định", "QyĐ"),
    DocumentType("thong-cao", "Thông cáo", "TC"),
    DocumentType("ctr", "Chương trình", "CTr"),
    DocumentType("phuong-an", "Phương án", "PA"),
    DocumentType("bien-ban", "Biên bản", "BB"),
    DocumentType("ban-ghi-nho", "Bản ghi nhớ", "BGN", ("memorandum of understanding",)),
    DocumentType("ban-thoa-thuan", "Bản thỏa thuận", "BTT"),
    DocumentType("giay-uy-quyen", "Giấy ủy quyền", "GUQ"),
    DocumentType("giay-moi", "Giấy mời", "GM"),
    DocumentType("giay-gioi-thieu", "Giấy giới thiệu", "GGT"),
    DocumentType("giay-nghi-phep", "Giấy nghỉ phép", "GNP"),
    DocumentType("phieu-gui", "Phiếu gửi", "PG"),
    DocumentType("phieu-chuyen", "Phiếu chuyển", "PC"),
    DocumentType("phieu-bao", "Phiếu báo", "PB"),
    DocumentType("ban-sao-y", "Bản sao y", "SY"),
    DocumentType("ban-trich-sao", "Bản trích sao", "TrS"),
    DocumentType("ban-sao-luc", "Bản sao lục", "SL"),
    # Party
    DocumentType("kl", "Kết luận", "KL", ("conclusion",)),
    # standards
    DocumentType("qcvn", "Quy chuẩn kỹ thuật quốc gia", "QCVN", ("quy chuẩn", "quy chuẩn kỹ thuật")),
    DocumentType("qcdp", "Quy chuẩn kỹ thuật địa phương", "QCĐP"),
    DocumentType("tcvn", "Tiêu chuẩn quốc gia", "TCVN", ("tiêu chuẩn", "tiêu chuẩn Việt Nam")),
    # Korea
    DocumentType("const", "헌법", country="kr"),
    DocumentType("act", "법률", country="kr", aliases=("법", "act")),
    DocumentType(
        "pd", "대통령령", country="kr", aliases=("시행령", "presidential decree", "enforcement decree")
    ),
    DocumentType("om", "총리령", country="kr", aliases=("국무총리령",)),
    DocumentType(
        "mo", "부령", country="kr", aliases=("시행규칙", "enforcement rule", "ministerial ordinance")
    ),
    DocumentType("treaty", "조약", country="kr"),
    DocumentType("gosi", "고시", country="kr"),
    DocumentType("hullyeong", "훈령", country="kr"),
    DocumentType("yegyu", "예규", country="kr"),
    DocumentType("gonggo", "공고", country="kr"),
    DocumentType("jichim", "지침", country="kr"),
    DocumentType("jorye", "조례", country="kr"),
    DocumentType("gyuchik", "규칙", country="kr"),
    DocumentType("case", "판례", country="kr", aliases=("판결",)),
)


@cache
def types_by_token() -> Mapping[str, DocumentType]:
    """The table, by token."""
    return {entry.token: entry for entry in TYPES}


@cache
def types_by_symbol() -> Mapping[str, DocumentType]:
    """The table, by symbol as printed: ``TTr`` and ``TT`` are two keys."""
    return {entry.symbol: entry for entry in TYPES if entry.symbol}


@cache
def _types_by_name() -> Mapping[str, DocumentType]:
    return {name: entry for entry in TYPES for name in _names(entry)}


@cache
def _types_by_bare_word() -> Mapping[str, DocumentType | None]:
    """Names, symbols and tokens without accents and case; None where two types share one (``hd``)."""
    found: dict[str, DocumentType | None] = {}
    for entry in TYPES:
        words = {fold(word).text for word in (entry.token, entry.symbol, entry.name, *entry.aliases) if word}
        for word in words:
            found[word] = entry if found.get(word, entry) is entry else None
    return found


def _names(entry: DocumentType) -> Iterator[str]:
    for name in (entry.name, *entry.aliases):
        yield key(name).text


def type_token(name_or_symbol: str) -> str | None:
    """The token of a document type, None when the table does not know it or two types share the word.

    - a symbol as printed: ``QĐ`` → qd, ``TTr`` → ttr, ``HĐ`` → hop-dong, ``HD`` → huong-dan
    - a name in any case: ``QUYẾT ĐỊNH`` → qd, ``법률`` → act, ``국토교통부령`` → mo, ``대통령령`` → pd
    - either typed without accents: ``quyet dinh`` → qd, ``qd`` → qd; ``hd`` → None, it may be either
    """
    word = " ".join(name_or_symbol.split())
    named = types_by_symbol().get(word) or _types_by_name().get(key(word).text)
    if named:
        return named.token
    if word.endswith("부령"):
        return "mo"
    if fold(word).text == key(word).text:
        bare = _types_by_bare_word().get(fold(word).text)
        return bare.token if bare else None
    return None


def type_name(token: str) -> str:
    """The full name of a type: ``qd`` → ``Quyết định``; a token outside the table is returned as it is."""
    entry = types_by_token().get(token)
    return entry.name if entry else token
