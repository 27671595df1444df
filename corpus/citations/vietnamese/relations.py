"""What the words around a Vietnamese citation make of it: the legal basis, what is amended, repealed, guided."""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.citations.forms import SPACE, Forms
from corpus.citations.models import Citation, Relation

_OBJECT = (
    rf"(?:{SPACE}(?:hiệu lực|thi hành|tên|tiêu đề|toàn bộ|một phần|nội dung"
    rf"|quy định|đoạn|cụm từ|mẫu số|mẫu|biểu mẫu|một số|các|của|tại|vào|sau|trước|và"
    rf"|điều|khoản|điểm|tiết|chương|mục|phụ lục|biện pháp|chi tiết|để|kèm theo|ban hành|việc|là|số|như sau|,))*"
)
_OWN = r"(?:(?<=này )|(?<=này có )|(?<=\n)|(?<=[);.] ))(?:việc )?"
"""What stands before words that say what the citing document does, not one that it speaks of."""
_WORDS: tuple[tuple[Relation, str], ...] = (
    (
        "amended_by",
        r"(?:được|đã)\s(?:sửa đổi|bổ sung|thay thế|bãi bỏ)[^.;()\d]{0,60}(?:bởi|theo|tại|bằng)",
    ),
    (
        "amends_wording",
        r"(?:thay thế|thay|bãi bỏ|bỏ|bổ sung|sửa đổi)(?: các| một số)?\s(?:cụm từ|từ|chữ)[^.;]{0,150}?(?:tại|trong|của)",
    ),
    (
        "proposed_by",
        r"(?:theo đề nghị|xét đề nghị|xét tờ trình|xét báo cáo|theo tờ trình)(?:[^.;\d]{0,120}tại)?|xét",
    ),
    ("amends", r"(?:sửa đổi(?:,? bổ sung)?|bổ sung)"),
    ("repeals", r"bãi bỏ|hủy bỏ|huỷ bỏ"),
    ("replaces", r"thay thế"),
    ("suspends", r"đình chỉ|tạm ngưng|ngưng"),
    ("corrects", r"đính chính"),
    ("consolidates", r"hợp nhất"),
    ("details", rf"{_OWN}quy định chi tiết(?: (?:và )?hướng dẫn)?(?: thi hành)?"),
    ("guides", rf"{_OWN}hướng dẫn(?: thi hành| thực hiện| áp dụng)?"),
    ("enacts", r"kèm theo"),
)
_BEFORE = [
    (relation, re.compile(rf"(?<![^\W_])(?:{words}),?{_OBJECT}\s{{0,3}}\Z")) for relation, words in _WORDS
]
_IMPLEMENTS = re.compile(
    rf"(?<![^\W_])(?:triển khai|thực hiện)(?:{SPACE}(?:thực hiện|thi hành|các))?\s{{0,3}}\Z"
)
_BASIS = re.compile(r"(?:\A|\n|;|:)[\s>*|_-]*(?:và\s)?căn cứ(?![^\W_])")
_PROPOSAL = re.compile(
    r"(?:\A|\n|;)[\s>*|_-]*(?:theo đề nghị|xét(?:\s(?:đề nghị|tờ trình|báo cáo))?|trên cơ sở đề nghị)(?![^\W_])"
)
_PARAGRAPH_ENDS = re.compile(r"[.;]\s*\n|\n[ \t]*\n|\.\s[A-ZĐ]")
_OF = re.compile(r"\s?(?:(?:của|tại|trong|theo|các)\s?){0,2}")
_REACH = 700
_ENDS = re.compile(rf"[^.;]{{0,400}}?(?<!có )hết{SPACE}hiệu{SPACE}lực")
_NEAR = 220
_LIST = re.compile(rf"\s{{0,3}}(?:,|;|và|hoặc|,\s{{0,3}}và)?\s{{0,3}}(?:các{SPACE})?\Z")
_PARTIAL = re.compile(rf"(?:một số|một phần|các){SPACE}(?:điều|khoản|điểm|nội dung|quy định)")
_WEAK = frozenset({"implements", "guides", "details", "enacts"})


def with_relations(forms: Forms, citations: Iterable[Citation]) -> list[Citation]:
    """The citations, in order, each with the relation that the words before or behind it say."""
    found: list[Citation] = []
    for citation in citations:
        found.append(_related(forms, citation, found[-1] if found else None))
    return found


def _related(forms: Forms, citation: Citation, before: Citation | None) -> Citation:
    if citation.ref in {"this_document", "this_article", "this_part"}:
        return citation
    relation = _said_before(forms, citation)
    subject = (
        before.id
        if before and relation and (relation == "amended_by" or _in_title(forms, before, citation))
        else None
    )
    if relation is None and before and _in_list(forms, before, citation):
        relation, subject = before.relation, before.subject
    if relation in {None, *_WEAK} and subject is None:
        relation = _of_paragraph(forms, citation) or relation
    if relation is None and citation.names_document and _ENDS.match(forms.low, citation.span.end):
        relation = "terminates"
    return replace(citation, relation=relation, subject=subject)


def _said_before(forms: Forms, citation: Citation) -> Relation | None:
    start = citation.span.start
    low = forms.low[max(0, start - _NEAR) : start]
    relation = next((relation for relation, words in _BEFORE if words.search(low)), None)
    if relation is None and _IMPLEMENTS.search(low):
        return "implements"
    if relation == "repeals" and (citation.provisions or citation.ranges or _PARTIAL.search(low[-60:])):
        return "repeals_part"
    if relation == "replaces" and (citation.provisions or citation.ranges):
        return "amends"
    return relation


def _in_title(forms: Forms, before: Citation, citation: Citation) -> bool:
    """Whether a citation stands in the title of the one before: ``Nghị định B sửa đổi, bổ sung một số điều của Nghị định A``."""
    between = " ".join(forms.text[before.span.end : citation.span.start].split())
    title = before.title or ""
    return bool(title) and between.startswith(title) and _OF.fullmatch(between, len(title)) is not None


def _in_list(forms: Forms, before: Citation, citation: Citation) -> bool:
    between = forms.low[before.span.end : citation.span.start]
    return before.relation is not None and "\n\n" not in between and _LIST.match(between) is not None


def _of_paragraph(forms: Forms, citation: Citation) -> Relation | None:
    """The legal basis and the proposal: what the first words of the paragraph say of all it cites."""
    start = citation.span.start
    reach = max(0, start - _REACH)
    window = forms.low[reach:start]
    openings: tuple[tuple[Relation, re.Pattern[str]], ...] = (
        ("proposed_by", _PROPOSAL),
        ("based_on", _BASIS),
    )
    for relation, opening in openings:
        matches = list(opening.finditer(window))
        if matches and not _PARAGRAPH_ENDS.search(forms.plain, reach + matches[-1].end(), start):
            return relation
    return None
