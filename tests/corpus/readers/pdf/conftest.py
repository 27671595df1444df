"""PDFs that a test draws by hand, read without the sandbox."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.readers import ReadLimits
from corpus.readers.pdf import read
from corpus.readers.raw import RawText

VIETNAMESE_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
ReadDrawn = Callable[..., RawText]


@pytest.fixture
def read_drawn() -> ReadDrawn:
    """Read what the given functions draw, one for each page of 600 by 800 points."""

    def build(*pages: Callable[[Any], None]) -> RawText:
        pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
        if VIETNAMESE_FONT.exists():
            pdfmetrics.registerFont(TTFont("DejaVu", str(VIETNAMESE_FONT)))
        output = BytesIO()
        canvas = Canvas(output, pagesize=(600, 800))
        for page in pages:
            canvas.setFont("Helvetica", 10)
            page(canvas)
            canvas.showPage()
        canvas.save()
        return read(output.getvalue(), ReadLimits(), lambda _seconds: None)

    return build
