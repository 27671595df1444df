"""A small body of law for the tests of the citator: decrees that replace and amend, a Korean act of two versions, a digest."""

from collections.abc import Iterator

import pytest

from corpus.document import parse_document
from corpus.models import Document
from corpus.readers import read_text
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase


def _decree(number: str, day: str, title: str, articles: str) -> str:
    printed = "ngày {2} tháng {1} năm {0}".format(*day.split("-"))
    return f"CHÍNH PHỦ\n\nSố: {number}\n\nHà Nội, {printed}\n\nNGHỊ ĐỊNH\n{title}\n\n{articles}"


def _in_force(day: str) -> str:
    return f"Nghị định này có hiệu lực thi hành kể từ ngày {'/'.join(reversed(day.split('-')))}.\n"


OLD = _decree(
    "10/2021/NĐ-CP", "2021-02-09", "Về quản lý hồ chứa nước",
    f"Điều 1. Phạm vi\n1. Hồ.\n2. Đập.\nĐiều 2. Hiệu lực\n{_in_force('2021-03-01')}",
)  # fmt: skip
NEW = _decree(
    "206/2026/NĐ-CP", "2026-06-15", "Về quản lý hồ chứa nước",
    "Điều 1. Phạm vi\n1. Hồ.\n2. Đập.\n3. Kênh.\nĐiều 2. Đối tượng\na) Tổ chức;\nb) Cá nhân.\nĐiều 3. Quy trình\nLập sổ.\n"
    f"Điều 4. Hiệu lực\n1. {_in_force('2026-07-01')}2. Nghị định này thay thế Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 "
    "của Chính phủ về quản lý hồ chứa nước.\n3. Hồ sơ đã nộp thực hiện theo Nghị định số 10/2021/NĐ-CP.\n",
)  # fmt: skip
COMING = _decree(
    "300/2026/NĐ-CP", "2026-07-10", "Về cấp phép khai thác nước ngầm",
    f"Điều 1. Phạm vi\nGiếng.\nĐiều 2. Hiệu lực\n{_in_force('2027-01-01')}"
)  # fmt: skip
BASE = _decree(
    "15/2022/NĐ-CP", "2022-01-10", "Về vận hành trạm bơm",
    f"Điều 1. Phạm vi\n1. Trạm.\n2. Máy.\nĐiều 2. Hiệu lực\n{_in_force('2022-03-01')}"
)  # fmt: skip
AMENDING = _decree(
    "40/2023/NĐ-CP", "2023-05-05", "Sửa đổi, bổ sung một số điều của Nghị định số 15/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ",
    "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 1 Nghị định số 15/2022/NĐ-CP như sau:\n“2. Máy và ống.”\n"
    f"Điều 2. Hiệu lực\n{_in_force('2023-06-01')}",
)  # fmt: skip
GUIDE = """BỘ XÂY DỰNG

Số: 7/2022/TT-BXD

Hà Nội, ngày 15 tháng 3 năm 2022

THÔNG TƯ
Hướng dẫn vận hành hồ chứa

Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ về quản lý hồ chứa nước;
Căn cứ Nghị định số 15/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ về vận hành trạm bơm;

Điều 1. Phạm vi
1. Thông tư này áp dụng cho hồ nêu tại khoản 1 Điều 1 Nghị định số 10/2021/NĐ-CP.
2. Máy bơm theo Điều 1 Nghị định số 15/2022/NĐ-CP và từ Điều 1 đến Điều 2 Nghị định số 15/2022/NĐ-CP.
Điều 2. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2022.
"""
DIGEST = """---
number: 99/QĐ-TTg
type: Quyết định
date: 2020-01-15
effective: 2020-01-15
title: Phê duyệt Đề án tưới tiêu (bản tóm lược)
---
Điều 1. Văn bản này là gì
Một bản tóm lược.
"""
_ACT = """시험도시 조성 및 지원 등에 관한 법률
[시행 {effective}] [법률 제{number}호, {issued}, 일부개정]

제1조(목적) 이 법은 시험도시의 조성을 목적으로 한다.
제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. 시험도시란 시험하는 도시를 말한다.
2. 시험시설이란 시험하는 시설을 말한다.
제3조 삭제 <2017. 3. 21.>
{more}
부칙 <제14569호, 2017. 2. 8.>
이 법은 공포한 날부터 시행한다.
부칙 <제{number}호, {issued}>
이 법은 공포한 날부터 시행한다.
"""
ACT_OLD = _ACT.format(number="16631", issued="2019. 11. 26.", effective="2020. 2. 27.", more="")
ACT_NEW = _ACT.format(
    number="18522",
    issued="2021. 11. 30.",
    effective="2022. 12. 1.",
    more="제4조(지원) ① 국가는 지원한다.\n② 시장은 지원한다.\n",
)
ACT_COMING = """시험하천 보전에 관한 법률
[시행 2026. 12. 3.] [법률 제21168호, 2025. 12. 2., 일부개정]

제1조(목적) 이 법은 하천의 보전을 목적으로 한다.
부칙 <제11000호, 2012. 2. 8.>
이 법은 공포한 날부터 시행한다.
부칙 <제21168호, 2025. 12. 2.>
이 법은 2026년 12월 3일부터 시행한다.
"""
TEXTS = {
    "vi/old": OLD, "vi/new": NEW, "vi/coming": COMING, "vi/base": BASE, "vi/amending": AMENDING, "vi/guide": GUIDE,
    "vi/digest": DIGEST, "ko/act-old": ACT_OLD, "ko/act-new": ACT_NEW, "ko/act-coming": ACT_COMING,
}  # fmt: skip


def _read(text: str) -> Document:
    return parse_document(read_text(text, format="markdown"))


@pytest.fixture(scope="package")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base of these texts."""
    home = tmp_path_factory.mktemp("law")
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.add((document_id, _read(text)) for document_id, text in TEXTS.items())
    with KnowledgeBase.open(home) as opened:
        yield opened
