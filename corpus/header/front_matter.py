"""What front matter and document properties say of a document, under whatever names they say it."""

import re
from collections.abc import Mapping

from corpus.dates import parse_date
from corpus.identifiers.numbers import korean_number
from corpus.models import Header
from corpus.normalize import key

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number",
        "số",
        "so",
        "số hiệu",
        "so hieu",
        "số ký hiệu",
        "document_number",
        "번호",
        "법령번호",
    ),
    "type": (
        "type",
        "loại",
        "loai",
        "loại văn bản",
        "doc_type",
        "종류",
        "법종구분",
        "법령구분",
        "법령구분명",
        "행정규칙종류",
        "자치법규종류",
    ),
    "promulgation": ("공포번호", "발령번호"),
    "issued": (
        "date",
        "issued",
        "issue_date",
        "ngày",
        "ngày ban hành",
        "ngay ban hanh",
        "ngày ký",
        "공포일자",
        "공포일",
        "발령일자",
    ),
    "effective": (
        "effective",
        "effective_date",
        "in_force",
        "ngày hiệu lực",
        "hiệu lực",
        "có hiệu lực",
        "시행일자",
        "시행일",
    ),
    "issuer_name": (
        "issuer",
        "issued_by",
        "cơ quan ban hành",
        "co quan ban hanh",
        "cơ quan",
        "기관",
        "발령기관",
        "제정기관",
    ),
    "ministry": ("소관부처명", "소관부처", "지자체기관명"),
    "title": (
        "title",
        "tiêu đề",
        "trích yếu",
        "trich yeu",
        "tên",
        "제목",
        "법령명",
        "법령명_한글",
        "법령명한글",
        "행정규칙명",
        "자치법규명",
        "name",
    ),
    "expires": ("expires", "expiry", "expiry_date", "ngày hết hiệu lực", "hết hiệu lực"),
    "signer": ("signer", "signed_by", "người ký", "nguoi ky"),
    "revision": ("revision", "제개정구분", "제개정구분명"),
    "law_id": ("law_id", "법령id", "자치법규id", "행정규칙id"),
    "aliases": ("alias", "aliases", "số khác"),
}
_NO_TITLE = re.compile(
    r"microsoft word\b|untitled|\(?anonymous\)?$|document\d*$|.*\.(?:docx?|pdf|hwpx?|html?|rtf|odt|txt)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_BETWEEN_ALIASES = re.compile(r"\s*[,;]\s*")
_CLOCK = re.compile(r"오전|오후")
"""A date with the hour is when Hangul saved the file."""


def read_front_matter(metadata: Mapping[str, str]) -> Header:
    """The fields that metadata carries, as printed; dates in ISO 8601, None where they are none.

    Names of fields are taken in Vietnamese, Korean and English, in any case: ``number``, ``Số``, ``loại``, ``시행일자``. Titles
    that word processors put in by themselves (``Microsoft Word - x.doc``, file names) are no titles.
    """
    named = {key(name).text: " ".join(value.split()) for name, value in metadata.items() if value.strip()}
    said = {field: _first(named, names) for field, names in _FIELDS.items()}
    return Header(
        number=said["number"]
        or korean_number(said["type"] or "", said["promulgation"] or "", said["ministry"] or ""),
        type=said["type"],
        issuer_name=said["issuer_name"],
        issued=None if _CLOCK.search(said["issued"] or "") else parse_date(said["issued"] or ""),
        effective=parse_date(said["effective"] or ""),
        title=said["title"] if _is_title(said["title"] or "") else None,
        expires=parse_date(said["expires"] or ""),
        signer=said["signer"],
        revision=said["revision"],
        law_id=said["law_id"],
        aliases=tuple(filter(None, _BETWEEN_ALIASES.split(said["aliases"] or ""))),
    )


def _is_title(title: str) -> bool:
    return _WORD.search(title) is not None and not _NO_TITLE.match(title)


def _first(named: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((named[name] for name in names if name in named), None)
