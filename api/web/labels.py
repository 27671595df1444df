"""The words of the pages in Vietnamese, Korean and English, and which of the three a reader gets."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

UiLanguage = Literal["vi", "ko", "en"]

UI_LANGUAGES: tuple[UiLanguage, ...] = get_args(UiLanguage)

# One row a label, so that a translator sees the three side by side. {braces} are filled in by `Labels.say`.
_TABLE: Mapping[str, tuple[str, str, str]] = {
    "tagline": (
        "Tra cứu pháp luật và chính sách Việt Nam – Hàn Quốc",
        "베트남·한국 법령과 정책 검색",
        "Search the law and policy of Viet Nam and Korea",
    ),
    "skip": ("Đến nội dung chính", "본문으로 건너뛰기", "Skip to content"),
    "interface_language": ("Ngôn ngữ giao diện", "화면 언어", "Interface language"),
    "all_documents": ("Danh mục văn bản", "문서 목록", "All documents"),
    "query": (
        "Câu hỏi, từ khóa hoặc số hiệu văn bản",
        "질문, 검색어 또는 문서 번호",
        "Question, words or document number",
    ),
    "search": ("Tìm kiếm", "검색", "Search"),
    "filters": ("Bộ lọc", "필터", "Filters"),
    "language": ("Ngôn ngữ văn bản", "문서 언어", "Document language"),
    "type": ("Loại văn bản", "문서 종류", "Document type"),
    "issuer": ("Cơ quan ban hành", "발령 기관", "Issuer"),
    "issued_from": ("Ban hành từ ngày", "발령일 (부터)", "Issued from"),
    "issued_to": ("Ban hành đến ngày", "발령일 (까지)", "Issued to"),
    "any": ("Tất cả", "전체", "Any"),
    "clear": ("Xóa bộ lọc", "필터 지우기", "Clear filters"),
    "examples": ("Thử hỏi", "이렇게 물어보세요", "Try one of these"),
    "results": ("Kết quả", "검색 결과", "Results"),
    "result_count": (
        "{count} kết quả cho “{query}”",
        "“{query}” 검색 결과 {count}건",
        "{count} results for “{query}”",
    ),
    "took": ("{milliseconds} ms", "{milliseconds} ms", "{milliseconds} ms"),
    "page": ("trang {number}", "{number}쪽", "page {number}"),
    "score": ("Điểm", "점수", "Score"),
    "why": ("Vì sao có kết quả này?", "이 결과가 나온 이유", "Why this result?"),
    "retriever": ("Cách tìm", "검색 방식", "Retriever"),
    "rank": ("Thứ hạng", "순위", "Rank"),
    "raw_score": ("Điểm gốc", "원점수", "Its score"),
    "lexical": ("Từ ngữ", "어휘", "Words"),
    "dense": ("Ngữ nghĩa", "의미", "Meaning"),
    "covered": (
        "Đoạn này có {matched} trong {asked} từ của câu hỏi.",
        "질문의 낱말 {asked}개 가운데 {matched}개가 들어 있습니다.",
        "It holds {matched} of the {asked} words of the question.",
    ),
    "chance": (
        "Khả năng đúng điều được hỏi: {percent} %.",
        "질문에 맞을 확률: {percent}%.",
        "Chance of being what is asked for: {percent} %.",
    ),
    "same_in": ("Cũng có tại", "같은 내용", "The same in"),
    "nothing_relevant": (
        "Không tìm thấy nội dung phù hợp",
        "관련 있는 내용을 찾지 못했습니다",
        "Nothing relevant was found",
    ),
    "weak_text": (
        "Có vẻ không có gì ở đây trả lời câu hỏi này. Những kết quả gần nhất vẫn được giữ lại bên dưới.",
        "이 질문에 답하는 내용이 없는 것으로 보입니다. 가장 가까운 결과는 아래에 접어 두었습니다.",
        "Nothing here seems to answer this question. What comes nearest is folded away below.",
    ),
    "weak_matches": ("Kết quả yếu ({count})", "약한 결과 ({count})", "Weak matches ({count})"),
    "from_reference": (
        "Câu hỏi nêu đích danh văn bản hoặc điều khoản này.",
        "질문에서 이 문서나 조문을 직접 가리킵니다.",
        "The question names this document or provision.",
    ),
    "of_cited_law": (
        "Câu hỏi viện dẫn văn bản có điều khoản này.",
        "질문에서 이 조문이 속한 법령을 인용합니다.",
        "The question cites the law that this is part of.",
    ),
    "searched_for": (
        "Đã tìm: “{meant}” (gõ là “{typed}”)",
        "“{meant}”(으)로 검색했습니다(입력: “{typed}”)",
        "Searched for “{meant}” (typed “{typed}”)",
    ),
    "required": (
        "Mọi kết quả đều chứa đúng cụm từ “{phrase}”",
        "모든 결과에 “{phrase}”이(가) 그대로 들어 있습니다",
        "Every result contains “{phrase}” word for word",
    ),
    "unmet": (
        "Không nơi nào có đúng cụm từ “{phrase}”; đã tìm theo các từ của câu hỏi",
        "“{phrase}”이(가) 그대로 있는 곳이 없어 질문의 낱말로 찾았습니다",
        "Nothing contains “{phrase}” word for word; found by the words of the question",
    ),
    "stands_for": ("{typed}: {meant}", "{typed}: {meant}", "{typed}: {meant}"),
    "no_phrase": (
        "Trong phần được tìm, không đoạn nào chứa đúng cụm từ {phrases}. Hãy bỏ dấu ngoặc kép để tìm theo từng từ.",
        "검색한 범위에 {phrases}이(가) 그대로 들어 있는 구절이 없습니다. 따옴표를 빼면 낱말로 검색합니다.",
        "No passage that was searched contains {phrases} word for word. Leave out the quotes to search for the words.",
    ),
    "unresolved": (
        "Không có văn bản nào mang số hiệu “{reference}”; dưới đây là kết quả theo nội dung.",
        "“{reference}”에 해당하는 문서가 없어 내용으로 찾은 결과를 보여 드립니다.",
        "No document here answers to “{reference}”; these were found by what they say.",
    ),
    "more": ("Xem thêm kết quả", "결과 더 보기", "More results"),
    "fused": ("Kết hợp", "결합", "Combined"),
    "not_found_there": ("không thấy", "없음", "not found"),
    "whole_passage": ("Xem toàn đoạn", "전체 구절 보기", "Show the whole passage"),
    "nothing_found": ("Không tìm thấy kết quả", "검색 결과가 없습니다", "Nothing found"),
    "nothing_passes": (
        "Không có văn bản nào trong {total} văn bản thỏa bộ lọc. Hãy nới hoặc xóa bộ lọc.",
        "문서 {total}건 중 필터에 맞는 문서가 없습니다. 필터를 넓히거나 지워 보세요.",
        "None of the {total} documents passes the filters. Widen or clear them.",
    ),
    "nothing_matches": (
        "Bộ lọc cho qua {passing} trên {total} văn bản, nhưng không văn bản nào khớp với câu hỏi.",
        "문서 {total}건 중 {passing}건이 필터에 맞지만 질문과 일치하는 내용이 없습니다.",
        "{passing} of {total} documents pass the filters, but none matches the question.",
    ),
    "invalid": ("Yêu cầu chưa hợp lệ", "요청이 올바르지 않습니다", "The request is not valid"),
    "empty_index": (
        "Kho tri thức chưa có văn bản nào",
        "아직 색인된 문서가 없습니다",
        "This knowledge base is still empty",
    ),
    "empty_index_help": (
        "Hãy lập chỉ mục một thư mục văn bản rồi tải lại trang này:",
        "문서 폴더를 색인한 다음 이 페이지를 새로 고치세요:",
        "Index a folder of documents, then reload this page:",
    ),
    "out_of_order": (
        "Kho tri thức hiện không mở được",
        "지금은 지식 베이스를 열 수 없습니다",
        "The knowledge base cannot be opened",
    ),
    "not_found": ("Không tìm thấy trang", "페이지를 찾을 수 없습니다", "Page not found"),
    "not_found_help": (
        "Văn bản này không có trong kho tri thức, hoặc đã được gỡ bỏ.",
        "이 문서는 지식 베이스에 없거나 삭제되었습니다.",
        "This document is not in the knowledge base, or it was removed.",
    ),
    "failed": ("Đã xảy ra lỗi", "오류가 발생했습니다", "Something went wrong"),
    "failed_help": (
        "Lỗi đã được ghi lại trên máy chủ.",
        "오류가 서버에 기록되었습니다.",
        "The error was recorded on the server.",
    ),
    "back_to_search": ("Về trang tìm kiếm", "검색으로 돌아가기", "Back to search"),
    "contents": ("Mục lục", "목차", "Contents"),
    "about_document": ("Thông tin văn bản", "문서 정보", "About this document"),
    "number": ("Số hiệu", "번호", "Number"),
    "issued": ("Ngày ban hành", "발령일", "Issued"),
    "effective": ("Ngày có hiệu lực", "시행일", "In effect from"),
    "disputed": ("Số khác (còn tranh cãi)", "다른 번호(다툼 있음)", "Other number (disputed)"),
    "signer": ("Người ký", "서명자", "Signed by"),
    "place": ("Nơi ban hành", "작성지", "Place"),
    "addressees": ("Kính gửi", "수신", "To"),
    "ministry": ("Bộ chủ quản", "소관 부처", "Responsible ministry"),
    "first_issued": ("Ban hành lần đầu", "제정일", "First issued"),
    "source": ("Tệp nguồn", "원본 파일", "Source file"),
    "format": ("Định dạng", "형식", "Format"),
    "encoding": ("Bảng mã", "문자 인코딩", "Encoding"),
    "pages": ("Số trang", "쪽수", "Pages"),
    "empty_pages": ("Trang không có chữ", "글자가 없는 쪽", "Pages without text"),
    "ocr_pages": (
        "Trang nhận dạng bằng OCR (độ tin cậy)",
        "OCR로 읽은 쪽 (신뢰도)",
        "Pages read by OCR (confidence)",
    ),
    "repaired": ("Ký tự đã sửa", "고친 글자", "Characters repaired"),
    "unknown_words": ("Từ không nhận ra", "알 수 없는 낱말", "Unknown words"),
    "identity": ("Mã định danh", "식별자", "Identity"),
    "notices": ("Lưu ý khi đọc tệp", "파일 읽기 알림", "Notes on the reading"),
    "permalink": ("Liên kết đến {label}", "{label} 링크", "Link to {label}"),
    "document_count": ("{count} văn bản", "문서 {count}건", "{count} documents"),
    "generation": ("thế hệ {number}", "{number}세대", "generation {number}"),
    "previous": ("Trang trước", "이전", "Previous"),
    "next": ("Trang sau", "다음", "Next"),
    "as_of": ("Hiệu lực tại ngày", "기준일", "In force on"),
    "include": ("Tìm cả văn bản", "함께 검색", "Also search law that is"),
    "include_repealed": ("đã hết hiệu lực", "폐지·실효", "no longer in force"),
    "include_pending": ("chưa có hiệu lực", "시행 전", "not yet in force"),
    "include_unknown": ("chưa rõ hiệu lực", "효력 미확인", "of unknown status"),
    "left_out": (
        "Không xét vì không có hiệu lực ngày {day}:",
        "{day} 기준 시행 중이 아니어서 제외:",
        "Left out, not in force on {day}:",
    ),
    "bridged": ("Cũng tìm bằng thuật ngữ", "다음 용어로도 검색", "Also searched by terms in"),
    "left_out_part": ("{count} {status}", "{status} {count}건", "{count} {status}"),
    "nothing_in_force": (
        "Không văn bản nào có hiệu lực ngày {day} khớp với câu hỏi và bộ lọc.",
        "{day} 기준 시행 중인 문서 가운데 질문과 필터에 맞는 것이 없습니다.",
        "Nothing in force on {day} matches the question and the filters.",
    ),
    "include_them": ("tìm cả những văn bản này", "모두 포함하여 검색", "include them"),
    "status": ("Hiệu lực", "효력", "Status"),
    "in_force": ("Còn hiệu lực", "시행 중", "In force"),
    "pending": ("Chưa có hiệu lực", "시행 전", "Not yet in force"),
    "partly_expired": ("Hết hiệu lực một phần", "일부 실효", "Partly expired"),
    "suspended": ("Ngưng hiệu lực", "효력 정지", "Suspended"),
    "expired": ("Hết thời hạn hiệu lực", "유효기간 만료", "Expired"),
    "repealed": ("Hết hiệu lực", "폐지", "Repealed"),
    "superseded": ("Đã có bản mới", "구 버전", "Superseded"),
    "unknown": ("Chưa rõ hiệu lực", "효력 미확인", "Status unknown"),
    "since": ("từ {day}", "{day}부터", "since {day}"),
    "until": ("đến {day}", "{day}까지", "until {day}"),
    "cause": ("Căn cứ xác định hiệu lực", "효력 판단 근거", "Why this status?"),
    "doubt": ("Có thể liên quan, chưa chắc chắn", "관련 가능성 있음(미확정)", "May concern it, not certain"),
    "question_validity": ("Hiệu lực của", "효력:", "Is it in force?"),
    "question_history": ("Lịch sử hiệu lực của", "연혁:", "What became of it?"),
    "question_effective_date": ("Ngày có hiệu lực của", "시행일:", "In effect from?"),
    "question_replaced_by": ("Văn bản thay thế, bãi bỏ", "폐지·대체:", "What replaced or repealed it?"),
    "question_amended_by": ("Văn bản sửa đổi, bổ sung", "개정:", "What amended it?"),
    "question_guided_by": ("Văn bản hướng dẫn", "하위 법령:", "What details or guides it?"),
    "question_based_on": ("Căn cứ ban hành của", "근거 법령:", "What is it based on?"),
    "nothing_says": (
        "Không có câu nào trong kho tri thức trả lời thêm.",
        "이 지식 베이스에는 더 이상의 근거 문장이 없습니다.",
        "Nothing in this knowledge base says more.",
    ),
    "may_be": ("Có thể là:", "다음 중 하나일 수 있습니다:", "It may be:"),
    "title": ("Tên văn bản", "제목", "Title"),
    "api": ("API (OpenAPI)", "API (OpenAPI)", "API (OpenAPI)"),
    "disclaimer": (
        "Văn bản để nghiên cứu; hãy đối chiếu với bản chính thức.",
        "연구용 텍스트입니다. 공식 원문과 대조하십시오.",
        "Texts for research: check them against the official publication.",
    ),
    "vi": ("Tiếng Việt", "베트남어", "Vietnamese"),
    "ko": ("Tiếng Hàn", "한국어", "Korean"),
    "en": ("Tiếng Anh", "영어", "English"),
    "und": ("Không rõ", "알 수 없음", "Undetermined"),
}

EXAMPLES: Mapping[UiLanguage, tuple[str, ...]] = MappingProxyType(
    {
        "vi": (
            "Quyết định nào phê duyệt đề án đô thị thông minh?",
            "do thi thong minh",
            "950/QĐ-TTg",
            "스마트도시 통합운영센터",
        ),
        "ko": (
            "베트남 스마트도시 총리 결정",
            "스마트도시법 제2조",
            "950/QĐ-TTg",
            "trung tâm giám sát, điều hành đô thị",
        ),
        "en": (
            "Which decision approves the smart city scheme?",
            "950/QĐ-TTg",
            "đô thị thông minh",
            "스마트도시법 제2조",
        ),
    }
)


class Labels:
    """The labels of one interface language."""

    def __init__(self, language: UiLanguage) -> None:
        self.language = language
        self._column = UI_LANGUAGES.index(language)

    def say(self, name: str, **values: object) -> str:
        """The label of this name with its values filled in. Raises KeyError for a name that is not in the table."""
        return _TABLE[name][self._column].format(**values)


def choose_language(wanted: str | None, accept: str) -> UiLanguage:
    """The interface language: the one asked for, else the best of `Accept-Language` (RFC 9110, 12.5.4), else English.

    `accept` is the header's value, e.g. `ko-KR,ko;q=0.9,en;q=0.8`; what cannot be read in it is passed over.
    """
    ranked = sorted((_weighted(part) for part in accept.split(",")), key=lambda found: -found[0])
    offers = [wanted or "", *(tag for weight, tag in ranked if weight > 0)]
    return next((language for offer in offers for language in UI_LANGUAGES if offer == language), "en")


def _weighted(part: str) -> tuple[float, str]:
    """`ko-KR;q=0.9` → (0.9, "ko"); a weight that is no number counts as 0."""
    tag, _, parameter = part.strip().lower().partition(";")
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0, tag.partition("-")[0]
    digits = value.strip()
    return (float(digits) if digits.replace(".", "", 1).isdecimal() else 0.0), tag.partition("-")[0]
