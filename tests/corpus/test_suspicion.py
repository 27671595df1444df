"""Letters that a broken font table exchanged."""

import pytest

from corpus.normalize.suspicion import suspected


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("CỘNG HỊA XÃ HỘI", "font_mapping_o_grave_to_i_dot", "CỘNG HÒA XÃ HỘI"),
        ("phịng cháy", "font_mapping_o_grave_to_i_dot", "phòng cháy"),
        ("cơng nghiệp, thơng minh", "font_mapping_o_circumflex_to_o_horn", "công nghiệp, thông minh"),
    ],
)
def test_suggests_what_was_meant(text: str, code: str, suggestion: str) -> None:
    found = suspected(text)

    assert found is not None
    assert (found.code, found.suggestion) == (code, suggestion)


@pytest.mark.parametrize(
    "text", ["Cộng hòa, phòng, địa chỉ, dịch vụ", "thương mại, đường, hưởng ứng", "English text", "도시"]
)
def test_healthy_text_is_not_suspected(text: str) -> None:
    assert suspected(text) is None
