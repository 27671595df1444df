"""PDF with embedded subsets of Unicode fonts, page numbers where there are several pages, and an information dictionary.

The fonts come from the Debian packages fonts-dejavu-core (Latin, Vietnamese) and fonts-nanum (Korean); both allow embedding.
"""

import io
import re
from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Grid

from tests.collections.source import Block, Heading, Source, Table

FONTS = {
    "Latin": Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    "LatinBold": Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"),
    "Korean": Path("/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"),
    "KoreanBold": Path("/usr/share/fonts/truetype/nanum/NanumMyeongjoBold.ttf"),
}
_KOREAN_RUN = re.compile(r"[\u1100-\u11FF\u2460-\u2473\u3000-\u33FF\u4E00-\u9FFF\uAC00-\uD7AF]+")
_BODY = ParagraphStyle("body", fontName="Latin", fontSize=10.5, leading=16, spaceAfter=6)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=12, spaceAfter=0)
_SIZES = {1: 15, 2: 12.5}


def render_pdf(source: Source) -> bytes:
    """The document on A4 pages; no paragraph runs over a page break."""
    for name, path in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    content, pages = _build(source, SimpleDocTemplate)
    return content if pages == 1 else _build(source, _NumberedPages)[0]


def _build(source: Source, template_class: type[SimpleDocTemplate]) -> tuple[bytes, int]:
    buffer = io.BytesIO()
    template = template_class(
        buffer, pagesize=A4, leftMargin=25 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
        title=source.metadata["title"], subject=source.metadata["subject"], keywords=source.metadata["keywords"],
        author="VKB", lang=source.metadata["lang"], invariant=1,
    )  # fmt: skip
    template.build([flowable for block in source.blocks for flowable in _flowables(block)])
    return buffer.getvalue(), template.page


class _NumberedPages(SimpleDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def afterPage(self) -> None:  # noqa: N802  # reportlab's name for the hook
        self.canv.setFont("Latin", 9)
        self.canv.drawCentredString(A4[0] / 2, 12 * mm, str(self.page))


def _flowables(block: Block) -> tuple[Flowable, ...]:
    if isinstance(block, Table):
        return (_grid(block),)
    if isinstance(block, Heading):
        style = _heading_style(_SIZES.get(block.level, 11))
        return CondPageBreak(30 * mm), Paragraph(_mark_up(block.text, "KoreanBold"), style)
    return (KeepTogether([Paragraph(_mark_up(block.text), _BODY)]),)


def _heading_style(size: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"heading-{size}", fontName="LatinBold", fontSize=size, leading=size * 1.5, spaceBefore=8, spaceAfter=4
    )  # fmt: skip


def _grid(table: Table) -> Grid:
    cells = [[Paragraph(_mark_up(cell), _CELL) for cell in row] for row in table.rows]
    lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Grid(cells, style=lines)


def _mark_up(text: str, korean_font: str = "Korean") -> str:
    return _KOREAN_RUN.sub(
        lambda run: f'<font name="{korean_font}">{run[0]}</font>', escape(text, quote=False)
    )
