"""Titles as identities: the key in which two prints of one title are equal, and the names that laws go by."""

import re
from collections.abc import Mapping
from functools import cache

from corpus.normalize import fold

_NOT_IN_KEY = re.compile(r"[^\w]+")


def title_key(title: str) -> str:
    """The form in which two prints of one title are equal.

    Accents, case, spaces, punctuation and middle dots do not count (older Korean titles had no spaces):
    ``「국토의 계획 및 이용에 관한 법률」`` → ``국토의계획및이용에관한법률``, ``Luật Xây dựng`` → ``luatxaydung``.
    """
    return _NOT_IN_KEY.sub("", fold(title).text)


SHORT_TITLES: Mapping[str, str] = {
    "스마트도시법": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "유비쿼터스도시법": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "유비쿼터스도시의 건설 등에 관한 법률": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "국토계획법": "국토의 계획 및 이용에 관한 법률",
    "도시정비법": "도시 및 주거환경정비법",
    "도시재생법": "도시재생 활성화 및 지원에 관한 특별법",
    "산업입지법": "산업입지 및 개발에 관한 법률",
    "공공데이터법": "공공데이터의 제공 및 이용 활성화에 관한 법률",
    "데이터기반행정법": "데이터기반행정 활성화에 관한 법률",
    "데이터산업법": "데이터 산업진흥 및 이용촉진에 관한 기본법",
    "클라우드컴퓨팅법": "클라우드컴퓨팅 발전 및 이용자 보호에 관한 법률",
    "지능형전력망법": "지능형전력망의 구축 및 이용촉진에 관한 법률",
    "탄소중립기본법": "기후위기 대응을 위한 탄소중립ㆍ녹색성장 기본법",
    "인공지능기본법": "인공지능 발전과 신뢰 기반 조성 등에 관한 기본법",
    "AI기본법": "인공지능 발전과 신뢰 기반 조성 등에 관한 기본법",
    "녹색건축법": "녹색건축물 조성 지원법",
    "공간정보법": "국가공간정보 기본법",
    "개보법": "개인정보 보호법",
    "정보통신망법": "정보통신망 이용촉진 및 정보보호 등에 관한 법률",
    "공간정보관리법": "공간정보의 구축 및 관리 등에 관한 법률",
    "부동산공시법": "부동산 가격공시에 관한 법률",
    "토지보상법": "공익사업을 위한 토지 등의 취득 및 보상에 관한 법률",
    "행복도시법": "신행정수도 후속대책을 위한 연기ㆍ공주지역 행정중심복합도시 건설을 위한 특별법",
    "수도권정비법": "수도권정비계획법",
    "smart city act": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "smart city law": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "smart cities act": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "act on the promotion of smart city development and industry": "스마트도시 조성 및 산업진흥 등에 관한 법률",
    "national land planning and utilization act": "국토의 계획 및 이용에 관한 법률",
    "building act": "건축법",
    "housing act": "주택법",
    "landscape act": "경관법",
    "parking lot act": "주차장법",
    "personal information protection act": "개인정보 보호법",
    "electronic government act": "전자정부법",
    "e-government act": "전자정부법",
    "urban development act": "도시개발법",
}
"""Names that a law goes by (official short titles, former titles, English ones) and its present title."""

LAW_SUBJECTS: tuple[str, ...] = (
    "An ninh mạng",
    "An toàn thông tin mạng",
    "Ban hành văn bản quy phạm pháp luật",
    "Bảo vệ dữ liệu cá nhân",
    "Bảo vệ môi trường",
    "Chuyển đổi số",
    "Công nghệ cao",
    "Công nghệ thông tin",
    "Công nghiệp công nghệ số",
    "Cư trú",
    "Doanh nghiệp",
    "Du lịch",
    "Dữ liệu",
    "Đa dạng sinh học",
    "Đất đai",
    "Đấu thầu",
    "Đầu tư",
    "Đầu tư công",
    "Đầu tư theo phương thức đối tác công tư",
    "Điện lực",
    "Đường bộ",
    "Đường sắt",
    "Giao dịch điện tử",
    "Giao thông đường bộ",
    "Giáo dục",
    "Hợp tác xã",
    "Khám bệnh, chữa bệnh",
    "Khoa học và Công nghệ",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Kiến trúc",
    "Kinh doanh bất động sản",
    "Lưu trữ",
    "Ngân sách nhà nước",
    "Nhà ở",
    "Phòng cháy, chữa cháy",
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Quản lý nợ công",
    "Quản lý thuế",
    "Quảng cáo",
    "Quy hoạch",
    "Quy hoạch đô thị",
    "Quy hoạch đô thị và nông thôn",
    "Sở hữu trí tuệ",
    "Tài nguyên nước",
    "Thống kê",
    "Thủ đô",
    "Tiếp cận thông tin",
    "Tiêu chuẩn và quy chuẩn kỹ thuật",
    "Tổ chức Chính phủ",
    "Tổ chức chính quyền địa phương",
    "Trật tự, an toàn giao thông đường bộ",
    "Trí tuệ nhân tạo",
    "Tư pháp người chưa thành niên",
    "Viễn thông",
    "Xây dựng",
    "Xử lý vi phạm hành chính",
)
"""What Vietnamese laws are named after; ``Luật`` before one of these is the name of a law wherever it stands."""


@cache
def _present_titles() -> Mapping[str, str]:
    return {title_key(short): full for short, full in SHORT_TITLES.items()}


def full_title(title: str) -> str | None:
    """The present title of a law from a short, former or English one, None when the table does not know it."""
    return _present_titles().get(title_key(title))


def known_titles() -> tuple[str, ...]:
    """Every short, former and present title of the table, longest first, so that no name hides inside a longer one."""
    return tuple(sorted({*SHORT_TITLES, *SHORT_TITLES.values()}, key=len, reverse=True))
