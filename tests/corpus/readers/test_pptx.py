"""PPTX: slides as pages, in the order of the show."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, ReadError
from corpus.readers import ReadLimits, read_file

SaveFile = Callable[[str, bytes], Path]
MakeArchive = Callable[..., bytes]

OFFICE = "http://schemas.openxmlformats.org"
NAMES = (
    f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:p="{OFFICE}/presentationml/2006/main" '
    f'xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
)
TITLE = (
    "<p:sp><p:txBody><a:p><a:r><a:t>Điều </a:t></a:r><a:r><a:t>1</a:t></a:r><a:br/><a:r><a:t>Phạm vi</a:t></a:r></a:p>"
    "</p:txBody></p:sp>"
)
NUMBER = (
    '<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:fld><a:t>7</a:t></a:fld></a:p>'
    "</p:txBody></p:sp>"
)
TABLE = (
    "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>TT</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r>"
    "<a:t>Tên</a:t></a:r></a:p></a:txBody></a:tc></a:tr><a:tr><a:tc vMerge='1'><a:txBody><a:p/></a:txBody></a:tc><a:tc><a:txBody>"
    "<a:p><a:r><a:t>b</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
)


@pytest.fixture
def make_pptx(make_archive: MakeArchive) -> Callable[..., bytes]:
    """A presentation whose slides are shown in reverse order of their parts; the slide numbered `hidden` is not."""

    def build(*slides: str, hidden: int = -1) -> bytes:
        numbers = range(len(slides))
        shown = "".join(f'<p:sldId id="{n + 256}" r:id="rId{n}"/>' for n in reversed(numbers))
        relations = "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n}.xml"/>' for n in numbers)
        parts = {
            "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
        }
        for number, slide in enumerate(slides):
            show = ' show="0"' if number == hidden else ""
            parts[f"ppt/slides/slide{number}.xml"] = (
                f"<p:sld {NAMES}{show}><p:spTree>{slide}</p:spTree></p:sld>"
            )
        return make_archive(parts)

    return build


def test_slides_are_pages(save: SaveFile, make_pptx: Callable[..., bytes]) -> None:
    source = read_file(save("a.pptx", make_pptx(TABLE, "<p:sp/>", TITLE + NUMBER, TITLE, hidden=3)))
    assert [source.text[page.start : page.end].rstrip("\n") for page in source.pages] == [
        "Điều 1\nPhạm vi",
        "",
        "TT | Tên\nb",
    ]
    assert (source.report.format, source.report.empty_pages) == ("pptx", (2,))


def test_a_presentation_without_its_parts(save: SaveFile, make_archive: MakeArchive) -> None:
    for relations in ("", "<x/>"):
        parts = {"ppt/presentation.xml": "<x/>", "ppt/_rels/presentation.xml.rels": relations}
        with pytest.raises(ReadError):
            read_file(save("a.pptx", make_archive(parts)))
    with pytest.raises(DamagedFileError, match="missing or broken"):
        read_file(save("a.pptx", make_archive({"ppt/presentation.xml": "<x/>"})))


def test_mutations_raise_nothing_but_read_errors(save: SaveFile, make_pptx: Callable[..., bytes]) -> None:
    content, chance = make_pptx(TITLE, TABLE), random.Random(5)
    for _ in range(40):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            assert read_file(save("a.pptx", bytes(mutated)), ReadLimits(seconds=20)).text.strip()
