"""ODT: paragraphs with their numbers, tables, notes, boxes, tracked changes."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError, ReadError, ReadLimitError
from corpus.readers import ReadLimits, read_file

SaveFile = Callable[[str, bytes], Path]
MakeArchive = Callable[..., bytes]

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style"))
DRAW = f'xmlns:draw="{OASIS}:drawing:1.0"'
STYLES = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-prefix="Điều " style:num-suffix="." style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/></text:list-style>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>"""


@pytest.fixture
def make_odt(make_archive: MakeArchive) -> Callable[..., bytes]:
    def build(body: str, **parts: str) -> bytes:
        content = (
            f"<office:document-content {NAMES} {DRAW}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        named = {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
        return make_archive(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content} | named
        )

    return build


def test_hidden_text_and_tables_of_contents_are_left_out(
    save: SaveFile, make_odt: Callable[..., bytes]
) -> None:
    styles = (
        f"<office:document-styles {NAMES}><style:style style:name='An'><style:text-properties text:display='none'/></style:style>"
        "</office:document-styles>"
    )
    body = (
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:p>Điều 1<text:tab/>3</text:p></text:index-body>"
        "</text:table-of-content><text:p text:style-name='An'>ẩn</text:p><text:section text:display='none'><text:p>ẩn</text:p>"
        "</text:section><text:list><text:list-item><text:p>một<text:span text:style-name='An'>ẩn</text:span></text:p>"
        "<text:section><text:p>hai</text:p></text:section></text:list-item></text:list>"
    )
    source = read_file(save("a.odt", make_odt(body, styles=styles)))
    assert source.text == "một\nhai"
    assert [note.message[:7] for note in source.report.diagnostics] == ["1 lines"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Điều  1.<text:s text:c='2'/>Phạm<text:tab/>vi<text:line-break/>hai</text:p>", "Điều 1.  Phạm\tvi\nhai"),
        ("<text:p>a<text:span>b<!-- c -->d</text:span>e</text:p>", "abde"),
        ("<text:section><text:p>mục</text:p></text:section>", "mục"),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>còn<text:change text:change-id='1'/></text:p>",
            "còn",
        ),
        (
            "<text:p>một<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>theo Luật</text:p>"
            "</text:note-body></text:note>.</text:p><text:p>hai</text:p>",
            "một[1].\nhai\n[1] theo Luật",
        ),
        ("<text:p>a<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame>b</text:p>", "ab\nkhung"),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>TT</text:p></table:table-cell>"
            "<table:table-cell><text:p>Tên</text:p></table:table-cell></table:table-row></table:table-header-rows>"
            "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:covered-table-cell/>"
            "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            "TT | Tên\n1 | a b",
        ),
        (
            "<text:list text:style-name='L1'><text:list-item><text:p>một</text:p><text:list><text:list-item><text:p>a</text:p>"
            "</text:list-item></text:list></text:list-item><text:list-item><text:p>hai</text:p><text:p>nữa</text:p>"
            "</text:list-item></text:list><text:list text:style-name='L1' text:continue-numbering='true'><text:list-item>"
            "<text:p>ba</text:p></text:list-item></text:list>",
            "Điều 1. một\na) a\nĐiều 2. hai\nnữa\nĐiều 3. ba",
        ),
        (
            "<text:h text:outline-level='1'>Chung</text:h><text:h text:outline-level='2'>Một</text:h>"
            "<text:h text:outline-level='2'>Hai</text:h>",
            "I. Chung\nI.1 Một\nI.2 Hai",
        ),
    ],
    ids=["spaces", "spans", "section", "revision", "note", "box", "table", "list", "headings"],
)  # fmt: skip
def test_text(save: SaveFile, make_odt: Callable[..., bytes], body: str, text: str) -> None:
    source = read_file(save("a.odt", make_odt(body)))
    assert (source.text, source.report.format) == (text, "odt")


def test_properties_and_passwords(save: SaveFile, make_odt: Callable[..., bytes]) -> None:
    meta = (
        f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Luật</dc:title>\
</office:meta></office:document-meta>'
    )
    assert read_file(save("a.odt", make_odt("<text:p>a</text:p>", meta=meta))).metadata == {"title": "Luật"}
    locked = make_odt("<text:p>a</text:p>", **{"META-INF__manifest": "<x><encryption-data/></x>"})
    with pytest.raises(EncryptedFileError, match="with a password"):
        read_file(save("a.odt", locked))


def test_broken_files_and_bombs(
    save: SaveFile, make_odt: Callable[..., bytes], make_archive: MakeArchive
) -> None:
    mimetype = "application/vnd.oasis.opendocument.text"
    for content in ("", "no xml", "<a/>"):
        with pytest.raises(DamagedFileError):
            read_file(save("a.odt", make_archive({"mimetype": mimetype, "content.xml": content})))
    with pytest.raises(ReadLimitError):
        read_file(save("a.odt", make_odt(f"<text:p>{'a' * 5_000_000}</text:p>")))


def test_mutations_raise_nothing_but_read_errors(save: SaveFile, make_odt: Callable[..., bytes]) -> None:
    content, chance = (
        make_odt("<text:list text:style-name='L1'><text:list-item/></text:list>"),
        random.Random(7),
    )
    for _ in range(40):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            assert read_file(save("a.odt", bytes(mutated)), ReadLimits(seconds=20)).text.strip()
