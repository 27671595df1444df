"""The table of issuing bodies: tokens, names, symbols, and which body took over from which.

A document keeps the issuer printed on it. That the Ministry of Construction continues the Ministry of Transport since
1 March 2025 is a fact of this table (Resolution 176/2025/QH15), for those who want to widen a search by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.identifiers.places import place_named, places
from corpus.identifiers.types import Country
from corpus.normalize import fold, key

_MINISTRIES_MERGED_ON = "2025-03-01"
_KOREA_REORGANISED_ON = "2025-10-01"
_KOREA_REORGANISED_IN_2013 = "2013-03-23"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents.

    Attributes:
        token: Its word in identifiers, e.g. ``bxd``.
        name: Its name.
        symbols: What numbers carry, the usual one first, e.g. ``BKHĐT``, ``BKH&ĐT``, ``BKH``.
        aliases: Other names, with English ones.
        since: The day from which it exists, None for a body older than the documents it is asked about.
        until: The day from which it exists no more, None while it does.
        successors: Tokens of the bodies that took over its main tasks.
        country: Where it is.
    """

    token: str
    name: str
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    successors: tuple[str, ...] = ()
    country: Country = "vn"


def _ministry(
    token: str, name: str, *symbols: str, aliases: tuple[str, ...] = (), since: str | None = None
) -> Issuer:
    return Issuer(token, name, symbols, aliases, since=since)


def _former(token: str, name: str, *symbols: str, until: str, successor: str) -> Issuer:
    return Issuer(token, name, symbols, until=until, successors=(successor,))


def _korean(token: str, name: str, *aliases: str, since: str | None = None) -> Issuer:
    return Issuer(token, name, aliases=aliases, since=since, country="kr")


def _former_korean(token: str, name: str, until: str, successor: str) -> Issuer:
    return Issuer(token, name, until=until, successors=(successor,), country="kr")


ISSUERS: tuple[Issuer, ...] = (
    # the State
    Issuer("qh", "Quốc hội", ("QH",), ("National Assembly of Vietnam",)),
    Issuer("ubtvqh", "Ủy ban Thường vụ Quốc hội", ("UBTVQH",)),
    Issuer("ctn", "Chủ tịch nước", ("CTN",)),
    Issuer("cp", "Chính phủ", ("CP",), ("Government", "Government of Vietnam")),
    Issuer("ttg", "Thủ tướng Chính phủ", ("TTg",), ("Thủ tướng", "Prime Minister")),
    Issuer("vpqh", "Văn phòng Quốc hội", ("VPQH",)),
    Issuer("vpcp", "Văn phòng Chính phủ", ("VPCP",)),
    Issuer("vpctn", "Văn phòng Chủ tịch nước", ("VPCTN",)),
    Issuer("tandtc", "Tòa án nhân dân tối cao", ("TANDTC",)),
    Issuer("hdtp", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", ("HĐTP",)),
    Issuer("vksndtc", "Viện kiểm sát nhân dân tối cao", ("VKSNDTC", "VKSTC")),
    Issuer("ktnn", "Kiểm toán nhà nước", ("KTNN",)),
    # ministries and bodies of their rank
    _ministry("bxd", "Bộ Xây dựng", "BXD", aliases=("Ministry of Construction", "MOC")),
    _ministry("btc", "Bộ Tài chính", "BTC", aliases=("Ministry of Finance",)),
    _ministry("bkhcn", "Bộ Khoa học và Công nghệ", "BKHCN", "BKH&CN"),
    _ministry("bnnmt", "Bộ Nông nghiệp và Môi trường", "BNNMT", "BNN&MT", since=_MINISTRIES_MERGED_ON),
    _ministry("bnv", "Bộ Nội vụ", "BNV"),
    _ministry("bct", "Bộ Công Thương", "BCT"),
    _ministry("bca", "Bộ Công an", "BCA"),
    _ministry("bqp", "Bộ Quốc phòng", "BQP"),
    _ministry("bng", "Bộ Ngoại giao", "BNG"),
    _ministry("btp", "Bộ Tư pháp", "BTP"),
    _ministry("byt", "Bộ Y tế", "BYT"),
    _ministry("bgddt", "Bộ Giáo dục và Đào tạo", "BGDĐT", "BGD&ĐT", "BGD"),
    _ministry("bvhttdl", "Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL", "BVHTT&DL"),
    _ministry("bdttg", "Bộ Dân tộc và Tôn giáo", "BDTTG", "BDTTg", since=_MINISTRIES_MERGED_ON),
    _ministry("nhnn", "Ngân hàng Nhà nước Việt Nam", "NHNN", aliases=("Ngân hàng Nhà nước",)),
    _ministry("ttcp", "Thanh tra Chính phủ", "TTCP"),
    _former("bgtvt", "Bộ Giao thông vận tải", "BGTVT", until=_MINISTRIES_MERGED_ON, successor="bxd"),
    _former(
        "bkhdt",
        "Bộ Kế hoạch và Đầu tư",
        "BKHĐT",
        "BKH&ĐT",
        "BKH",
        until=_MINISTRIES_MERGED_ON,
        successor="btc",
    ),
    _former(
        "btttt",
        "Bộ Thông tin và Truyền thông",
        "BTTTT",
        "BTT&TT",
        until=_MINISTRIES_MERGED_ON,
        successor="bkhcn",
    ),
    _former(
        "btnmt",
        "Bộ Tài nguyên và Môi trường",
        "BTNMT",
        "BTN&MT",
        until=_MINISTRIES_MERGED_ON,
        successor="bnnmt",
    ),
    _former(
        "bnnptnt",
        "Bộ Nông nghiệp và Phát triển nông thôn",
        "BNNPTNT",
        "BNN&PTNT",
        "BNN",
        until=_MINISTRIES_MERGED_ON,
        successor="bnnmt",
    ),
    _former(
        "bldtbxh",
        "Bộ Lao động - Thương binh và Xã hội",
        "BLĐTBXH",
        "BLĐTB&XH",
        until=_MINISTRIES_MERGED_ON,
        successor="bnv",
    ),
    _former("ubdt", "Ủy ban Dân tộc", "UBDT", until=_MINISTRIES_MERGED_ON, successor="bdttg"),
    _former("bbcvt", "Bộ Bưu chính, Viễn thông", "BBCVT", until="2007-08-02", successor="btttt"),
    _former("btm", "Bộ Thương mại", "BTM", until="2007-08-02", successor="bct"),
    _former("bcn", "Bộ Công nghiệp", "BCN", until="2007-08-02", successor="bct"),
    _former("bts", "Bộ Thủy sản", "BTS", until="2007-08-02", successor="bnnptnt"),
    _former("bvhtt", "Bộ Văn hóa - Thông tin", "BVHTT", until="2007-08-02", successor="bvhttdl"),
    _former(
        "bkhcnmt", "Bộ Khoa học, Công nghệ và Môi trường", "BKHCNMT", until="2002-08-05", successor="bkhcn"
    ),
    _former("hdbt", "Hội đồng Bộ trưởng", "HĐBT", until="1992-09-24", successor="cp"),
    # the Party
    Issuer(
        "tw",
        "Ban Chấp hành Trung ương Đảng",
        ("TW",),
        ("Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"),
    ),
    Issuer("vptw", "Văn phòng Trung ương Đảng", ("VPTW",), ("Văn phòng Trung ương",)),
    # Korea
    _korean("assembly", "국회", "National Assembly of Korea"),
    _korean("president", "대통령"),
    _korean("prime-minister", "국무총리"),
    _korean(
        "molit",
        "국토교통부",
        "국토부",
        "Ministry of Land, Infrastructure and Transport",
        since=_KOREA_REORGANISED_IN_2013,
    ),
    _korean("msit", "과학기술정보통신부", "과기정통부"),
    _korean("mois", "행정안전부", "행안부"),
    _korean("moe", "교육부"),
    _korean("mofa", "외교부"),
    _korean("unikorea", "통일부"),
    _korean("moj", "법무부"),
    _korean("mnd", "국방부"),
    _korean("mcst", "문화체육관광부", "문체부"),
    _korean("mafra", "농림축산식품부", "농식품부"),
    _korean("mohw", "보건복지부", "복지부"),
    _korean("moel", "고용노동부", "고용부"),
    _korean("mof", "해양수산부", "해수부"),
    _korean("mss", "중소벤처기업부", "중기부"),
    _korean("mcee", "기후에너지환경부", since=_KOREA_REORGANISED_ON),
    _korean("motir", "산업통상부", since=_KOREA_REORGANISED_ON),
    _korean("moge", "성평등가족부", since=_KOREA_REORGANISED_ON),
    _korean("pipc", "개인정보보호위원회"),
    _korean("fsc", "금융위원회"),
    _korean("ftc", "공정거래위원회"),
    _korean("kcc", "방송통신위원회"),
    _korean("moleg", "법제처"),
    _korean("mpm", "인사혁신처"),
    _korean("mfds", "식품의약품안전처"),
    _korean("mma", "병무청"),
    _korean("naacc", "행정중심복합도시건설청"),
    _former_korean("me", "환경부", _KOREA_REORGANISED_ON, "mcee"),
    _former_korean("motie", "산업통상자원부", _KOREA_REORGANISED_ON, "motir"),
    _former_korean("mogef", "여성가족부", _KOREA_REORGANISED_ON, "moge"),
    _former_korean("mltm", "국토해양부", _KOREA_REORGANISED_IN_2013, "molit"),
    _former_korean("moct", "건설교통부", "2008-02-29", "mltm"),
    _korean("seoul", "서울특별시"),
    _korean("busan", "부산광역시"),
    _korean("daegu", "대구광역시"),
    _korean("incheon", "인천광역시"),
    _korean("gwangju", "광주광역시"),
    _korean("daejeon", "대전광역시"),
    _korean("ulsan", "울산광역시"),
    _korean("sejong", "세종특별자치시"),
    _korean("gyeonggi", "경기도"),
    _korean("gangwon", "강원특별자치도"),
    _korean("chungbuk", "충청북도"),
    _korean("chungnam", "충청남도"),
    _korean("jeonbuk", "전북특별자치도"),
    _korean("jeonnam", "전라남도"),
    _korean("gyeongbuk", "경상북도"),
    _korean("gyeongnam", "경상남도"),
    _korean("jeju", "제주특별자치도"),
)

_LOCAL = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân"}
_LOCAL_BODY = re.compile(r"^(?:(?P<ubnd>ubnd|uy ban nhan dan)|(?P<hdnd>hdnd|hoi dong nhan dan))\b")
LOCAL_TOKEN = re.compile(r"(ubnd|hdnd)-(.+)")
"""Of a local body: which one, and the token of its place."""
_TERM = re.compile(r"(ubtvqh|qh)(\d{1,2})")


@cache
def issuers_by_token() -> Mapping[str, Issuer]:
    """The table, by token."""
    return {issuer.token: issuer for issuer in ISSUERS}


@cache
def issuers_by_symbol() -> Mapping[str, Issuer]:
    """The table, by every symbol as printed."""
    return {symbol: issuer for issuer in ISSUERS for symbol in issuer.symbols}


@cache
def _issuers_by_name() -> Mapping[str, Issuer]:
    return {key(name).text: issuer for issuer in ISSUERS for name in (issuer.name, *issuer.aliases)}


@cache
def _issuers_by_bare_word() -> Mapping[str, Issuer]:
    words = [(word, issuer) for issuer in ISSUERS for word in (issuer.name, *issuer.aliases, *issuer.symbols)]
    return {fold(word).text: issuer for word, issuer in words} | dict(issuers_by_token())


def issuer_token(name_or_symbol: str) -> str | None:
    """The token of an issuing body, None when the table does not know it or a place is missing.

    - a symbol as printed or typed: ``TTg`` → ttg, ``BKH&ĐT`` → bkhdt, ``QH15`` → qh (the term is part of the number)
    - a name in any case, with or without accents: ``BỘ XÂY DỰNG`` → bxd, ``국토교통부`` → molit
    - a local body with its place: ``UBND thành phố Hà Nội`` → ubnd-ha-noi; ``UBND`` alone → None
    """
    word = " ".join(name_or_symbol.split())
    named = issuers_by_symbol().get(word) or _issuers_by_name().get(key(word).text)
    if named:
        return named.token
    bare = fold(word).text
    term = _TERM.fullmatch(bare)
    if term:
        return term[1]
    if bare == key(word).text and bare in _issuers_by_bare_word():
        return _issuers_by_bare_word()[bare].token
    return _local_token(bare)


def _local_token(bare: str) -> str | None:
    body = _LOCAL_BODY.match(bare)
    place = place_named(bare[body.end() :].strip()) if body else None
    return f"{body.lastgroup}-{place.token}" if body and place else None


def issuer_name(token: str) -> str:
    """The name of a body: ``bxd`` → ``Bộ Xây dựng``, ``ubnd-ha-noi`` → ``Ủy ban nhân dân thành phố Hà Nội``.

    A token outside the table is returned as it is.
    """
    issuer = issuers_by_token().get(token)
    if issuer:
        return issuer.name
    local = LOCAL_TOKEN.fullmatch(token)
    if local and local[2] in places():
        return f"{_LOCAL[local[1]]} {places()[local[2]].full_name}"
    return token
