"""The provinces and cities of Vietnam, before and after the mergers of 1 July 2025 (Resolution 202/2025/QH15).

``UBND`` and ``HĐND`` mean nothing without the place; the tokens here are what makes ``ubnd-ha-noi`` of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.normalize import fold

MERGED_ON = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a city directly under the central government.

    Attributes:
        name: Its name without its rank.
        rank: ``tỉnh`` or ``thành phố``.
        merged_into: The place it became part of on 1 July 2025, None for the 34 that exist since.
    """

    name: str
    rank: str
    merged_into: str | None = None

    @property
    def token(self) -> str:
        """The name without accents, joined by hyphens: ``ha-noi``."""
        return fold(self.name).text.replace(" - ", " ").replace(" ", "-")

    @property
    def full_name(self) -> str:
        """Rank and name: ``thành phố Hà Nội``."""
        return f"{self.rank} {self.name}"


_CITIES: Mapping[str, tuple[str, ...]] = {
    "Hà Nội": (),
    "Huế": (),
    "Hải Phòng": ("Hải Dương",),
    "Đà Nẵng": ("Quảng Nam",),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
}
_PROVINCES: Mapping[str, tuple[str, ...]] = {
    "An Giang": ("Kiên Giang",),
    "Bắc Ninh": ("Bắc Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "Cao Bằng": (),
    "Đắk Lắk": ("Phú Yên",),
    "Điện Biên": (),
    "Đồng Nai": ("Bình Phước",),
    "Đồng Tháp": ("Tiền Giang",),
    "Gia Lai": ("Bình Định",),
    "Hà Tĩnh": (),
    "Hưng Yên": ("Thái Bình",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lai Châu": (),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Lạng Sơn": (),
    "Lào Cai": ("Yên Bái",),
    "Nghệ An": (),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Quảng Ngãi": ("Kon Tum",),
    "Quảng Ninh": (),
    "Quảng Trị": ("Quảng Bình",),
    "Sơn La": (),
    "Tây Ninh": ("Long An",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Thanh Hóa": (),
    "Tuyên Quang": ("Hà Giang",),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
}
_RANK = re.compile(r"^(?:thanh pho|tinh|tp)\b[. ]*")
_FORMER_NAMES = {"thua thien hue": "Huế", "hcm": "Hồ Chí Minh", "daklak": "Đắk Lắk", "dac lac": "Đắk Lắk"}


@cache
def places() -> Mapping[str, Place]:
    """Every place by its token, the 34 of today and the 29 merged into them."""
    listed = [
        place
        for rank, table in (("thành phố", _CITIES), ("tỉnh", _PROVINCES))
        for name, merged in table.items()
        for place in (Place(name, rank), *(Place(old, "tỉnh", merged_into=name) for old in merged))
    ]
    return {place.token: place for place in listed}


@cache
def _places_by_name() -> Mapping[str, Place]:
    named = {fold(place.name).text: place for place in places().values()}
    return named | {former: named[fold(name).text] for former, name in _FORMER_NAMES.items()}


def place_named(name: str) -> Place | None:
    """The place of a name with or without its rank and accents: ``TP. Hà Nội``, ``tinh bac ninh``; None for others."""
    bare = " ".join(fold(name).text.replace("-", " - ").split())
    return _places_by_name().get(_RANK.sub("", bare))
