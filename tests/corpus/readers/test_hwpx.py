"""HWPX and HWPML: the same text for the same document, and what can be read of broken ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError
from corpus.readers import read_file

SaveFile = Callable[[str, bytes], Path]


def run(inner: str) -> str:
    return f"<hp:p><hp:run>{inner}</hp:run></hp:p>"


def test_hwpx_paragraphs_tables_and_notes(save: SaveFile, make_hwpx: Any) -> None:
    table = "<hp:tr>{}</hp:tr>".format(
        "".join(
            f"<hp:tc><hp:subList>{''.join(map(run, texts))}</hp:subList></hp:tc>"
            for texts in (["<hp:t>구분</hp:t>"], ["<hp:t>내</hp:t>", "<hp:t>용</hp:t>"])
        )
    )
    section = "".join(
        (
            run("<hp:t>제1조(목적)<hp:tab/>이 <hp:markpenBegin/>영은</hp:t><hp:ctrl><hp:footNote number='1'><hp:subList>"
                f"{run('<hp:t>각주 내용</hp:t>')}</hp:subList></hp:footNote></hp:ctrl>"),
            run(f"<hp:t>앞</hp:t><hp:tbl>{table}</hp:tbl><hp:t>뒤</hp:t>"),
            run("<hp:equation><hp:script>{1} over {2}</hp:script></hp:equation>"),
            run(f"<hp:rect><hp:drawText><hp:subList>{run('<hp:t>글상자</hp:t>')}</hp:subList></hp:drawText></hp:rect>"),
            run(f"<hp:ctrl><hp:header><hp:subList>{run('<hp:t>머리말</hp:t>')}</hp:subList></hp:header></hp:ctrl><hp:t>끝</hp:t>"),
        )
    )  # fmt: skip
    source = read_file(save("a.hwpx", make_hwpx(section, *[run(f"<hp:t>{n}</hp:t>") for n in range(2, 12)])))
    assert source.text.splitlines() == [
        "제1조(목적)\t이 영은[1]", "앞", "구분", "내", "용", "뒤", "{1} over {2}", "글상자", "끝", *map(str, range(2, 12)), "[1] 각주 내용",
    ]  # fmt: skip


def test_words_of_objects(save: SaveFile, make_hwpx: Any) -> None:
    dutmal = "<hp:dutmal><hp:mainText>行政</hp:mainText><hp:subText>행정</hp:subText></hp:dutmal>"
    section = run(f'<hp:t>겹침 </hp:t><hp:compose composeText="10"/><hp:t> 덧말 </hp:t>{dutmal}') + run(
        '<hp:textart text="글맵시 제목"><hp:textartPr/></hp:textart><hp:t>뒤</hp:t>'
    )
    source = read_file(save("a.hwpx", make_hwpx(section)))
    assert source.text.splitlines() == ["겹침 10 덧말 行政(행정)", "글맵시 제목", "뒤"]


def test_hwpx_automatic_numbers(save: SaveFile, make_hwpx: Any) -> None:
    header = (
        '<hh:numbering id="1"><hh:paraHead level="1" start="1" numFormat="DIGIT">제^1조</hh:paraHead>'
        '<hh:paraHead level="2" start="1" numFormat="HANGUL_SYLLABLE">^2.</hh:paraHead></hh:numbering>'
        '<hh:bullet id="1" char="■"/>'
        '<hh:paraPr id="7"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>'
        '<hh:paraPr id="8"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>'
        '<hh:paraPr id="9"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>'
    )
    section = (
        '<hp:p paraPrIDRef="7"><hp:run><hp:secPr outlineShapeIDRef="1"/><hp:t>목적</hp:t></hp:run></hp:p>'
        + "".join(
            f'<hp:p paraPrIDRef="{number}"><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>'
            for number, text in ((8, "하나"), (8, "둘"), (7, "정의"), (8, "하나"), (9, "표"), (0, "끝"))
        )
    )
    assert read_file(save("a.hwpx", make_hwpx(section, header=header))).text.splitlines() == [
        "제1조 목적", "가. 하나", "나. 둘", "제2조 정의", "가. 하나", "■ 표", "끝",
    ]  # fmt: skip


def test_hwpx_locked_and_broken(save: SaveFile, make_hwpx: Any, make_archive: Any) -> None:
    with pytest.raises(EncryptedFileError, match="HWPX with a password"):
        read_file(save("a.hwpx", make_hwpx("", manifest="<m><encryption-data/></m>")))
    with pytest.raises(EmptyFileError, match="no text"):
        read_file(save("a.hwpx", make_hwpx("<hp:p/>")))
    with pytest.raises(DamagedFileError, match="body is truncated or broken"):
        read_file(save("a.hwpx", make_hwpx("<hp:p>")))
    with pytest.raises(DamagedFileError, match="without a body"):
        read_file(save("a.hwpx", make_archive({"mimetype": "application/hwp+zip"})))


def texts(*lines: str) -> str:
    return "".join(run(f"<hp:t>{line}</hp:t>") for line in lines)


def test_a_broken_section_is_recovered(save: SaveFile, make_hwpx: Any) -> None:
    broken = (
        texts("하나", "둘&unknown;이다") + "<hp:p><hp:run></hp:p>" + texts("셋") + "<hp:p><hp:run><hp:t>넷"
    )
    source = read_file(save("a.hwpx", make_hwpx(texts("첫"), broken, texts("끝"))))
    lines = source.text.splitlines()
    assert (lines[:3], lines[-1]) == (["첫", "하나", "둘이다"], "끝")
    assert [(note.code, note.message.split(" is ")[0]) for note in source.report.diagnostics] == [
        ("damaged_section", "section 2")
    ]


def test_the_preview_where_the_body_gives_nothing(save: SaveFile, make_archive: Any) -> None:
    parts = {"Contents/section0.xml": "<hs:sec", "Preview/PrvText.txt": "제1조(목적) 이 규칙은"}
    source = read_file(save("a.hwpx", make_archive(parts)))
    assert source.text == "제1조(목적) 이 규칙은"
    assert [note.code for note in source.report.diagnostics] == ["only_preview"]


@pytest.mark.parametrize("mimetype", [None, "application/octet-stream", ""])
def test_a_package_without_its_labels(save: SaveFile, make_archive: Any, mimetype: str | None) -> None:
    """No mimetype or a wrong one, no list of contents, no header, another folder and other letters."""
    body = '<hs:sec xmlns:hs="s" xmlns:hp="p"><hp:p><hp:run><hp:t>{}</hp:t></hp:run></hp:p></hs:sec>'
    parts = {} if mimetype is None else {"mimetype": mimetype}
    parts |= {f"Contents/Section{number}.xml": body.format(number) for number in (10, 2, 0)}
    source = read_file(save("a.hwpx", make_archive(parts)))
    assert source.text.splitlines() == ["0", "2", "10"]
    assert [note.code for note in source.report.diagnostics] == ["damaged_definitions"]


def test_what_tracked_changes_deleted_is_left_out(save: SaveFile, make_hwpx: Any) -> None:
    section = "".join(
        (
            run('<hp:t>이 <hp:deleteBegin Id="1"/>법은<hp:deleteEnd Id="1"/><hp:insertBegin Id="2"/>영은<hp:insertEnd Id="2"/></hp:t>'),
            run('<hp:t>앞<hp:deleteBegin Id="3"/> 지운</hp:t>'),
            run("<hp:t>지운 문단</hp:t>"),
            run('<hp:t>지운<hp:deleteEnd Id="3"/> 뒤</hp:t>'),
            run('<hp:t>끝이 없는 <hp:deleteBegin Id="4"/>삭제</hp:t>'),
        )
    )  # fmt: skip
    source = read_file(save("a.hwpx", make_hwpx(section)))
    assert source.text.splitlines() == ["이 영은", "앞 뒤", "끝이 없는 삭제"]


def hml(body: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<HWPML Style="embed" SubVersion="9.0" Version="2.9">'
        f"<HEAD SecCnt='1'><DOCSUMMARY><TITLE>시행규칙</TITLE></DOCSUMMARY>{head}</HEAD>"
        f"<BODY><SECTION Id='0'>{body}</SECTION></BODY>"
        f"<TAIL><BINDATASTORAGE><BINDATA Id='1' Encoding='Base64'>{'QUJD' * 3_000_000}</BINDATA></BINDATASTORAGE></TAIL></HWPML>"
    ).encode()


def p(*inner: str, shape: int = 0) -> str:
    return f'<P ParaShape="{shape}" Style="0"><TEXT CharShape="0">{"".join(inner)}</TEXT></P>'


def char(text: str) -> str:
    return f"<CHAR>{text}</CHAR>"


def test_hwpml(save: SaveFile) -> None:
    cells = "".join(f"<CELL><PARALIST>{p(char(text))}</PARALIST></CELL>" for text in ("구분", "내용"))
    number = "<AUTONUM Number='3' NumberType='Table'/>"
    caption = f"<SHAPEOBJECT><CAPTION><PARALIST>{p(char('표 '), number)}</PARALIST></CAPTION></SHAPEOBJECT>"
    note = f"<FOOTNOTE><PARALIST>{p(char('각주 내용'))}</PARALIST></FOOTNOTE>"
    body = "".join(
        (
            p("<SECDEF OutlineShape='1'/><COLDEF/>", char("목적"), shape=1),
            p(char("이 규칙은&nbsp;「법」 제1조에&#160;<TAB/>따른다."), note),
            p(char("앞"), f"<TABLE>{caption}<ROW>{cells}</ROW><ROW>{cells}</ROW></TABLE>", char("뒤")),
            p(f"<HEADER><PARALIST>{p(char('머리말'))}</PARALIST></HEADER>", "<EQUATION><SCRIPT>1 over 2</SCRIPT></EQUATION>"),
            p(f"<RECTANGLE><DRAWINGOBJECT><DRAWTEXT><PARALIST>{p(char('글상자'))}</PARALIST></DRAWTEXT></DRAWINGOBJECT></RECTANGLE>"),
            p(char("하나"), shape=2), p(char("둘"), shape=2), p(char("정의"), shape=1), p(char("표"), shape=3),
        )
    )  # fmt: skip
    head = (
        "<MAPPINGTABLE><NUMBERINGLIST><NUMBERING Id='1' Start='0'><PARAHEAD Level='1' NumFormat='Digit'>제^1조</PARAHEAD>"
        "<PARAHEAD Level='2' NumFormat='HangulSyllable' Start='1'>^2.</PARAHEAD></NUMBERING></NUMBERINGLIST>"
        "<BULLETLIST><BULLET Id='1' Char='■'/></BULLETLIST><PARASHAPELIST>"
        "<PARASHAPE Id='0' HeadingType='None' Level='0'/><PARASHAPE Id='1' HeadingType='Outline' Heading='0' Level='0'/>"
        "<PARASHAPE Id='2' HeadingType='Number' Heading='1' Level='1'/><PARASHAPE Id='3' HeadingType='Bullet' Heading='1'/>"
        "</PARASHAPELIST></MAPPINGTABLE>"
    )
    source = read_file(save("법률.hwp", hml(body, head)))
    assert source.text.splitlines() == [
        "제1조 목적", "이 규칙은 「법」 제1조에 \t따른다.[1]", "앞", "표 3", "구분 | 내용", "구분 | 내용", "뒤", "1 over 2",
        "글상자", "가. 하나", "나. 둘", "제2조 정의", "■ 표", "[1] 각주 내용",
    ]  # fmt: skip
    assert (source.report.format, source.metadata, source.report.diagnostics) == (
        "hwpml",
        {"title": "시행규칙"},
        (),
    )


def test_entities_of_a_document_are_not_expanded(save: SaveFile) -> None:
    bomb = "<!DOCTYPE HWPML [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]>"
    content = hml(p(char("앞&b;뒤"))).replace(b"<HWPML", bomb.encode() + b"<HWPML")
    assert read_file(save("a.hml", content)).text == "앞뒤"


def test_broken_hwpml(save: SaveFile) -> None:
    content = hml(p(char("하나")) + p(char("둘")) + "<P><TEXT><CHAR>셋</P>" + p(char("넷")))
    source = read_file(save("a.hml", content))
    assert source.text.splitlines()[:2] == ["하나", "둘"]
    assert [note.code for note in source.report.diagnostics] == ["damaged_section"]
    with pytest.raises(DamagedFileError, match="without a body"):
        read_file(save("b.hml", content[: content.index(b"<BODY>")]))
