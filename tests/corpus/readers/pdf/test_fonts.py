"""Fonts that tell an encoding are handed over with the text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus.readers.raw import RawText

ReadDrawn = Callable[..., RawText]
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not FONT.exists(), reason="needs DejaVu: apt-get install fonts-dejavu-core")
def test_runs_of_legacy_fonts(read_drawn: ReadDrawn) -> None:
    font = TTFont(".VnTime", str(FONT))
    font.face.name = b".VnTime"
    pdfmetrics.registerFont(font)

    def page(canvas: Any) -> None:
        canvas.drawString(60, 740, "Number")
        canvas.setFont(".VnTime", 10)
        canvas.drawString(60, 700, "Céng hßa")
        canvas.drawString(60, 660, "§éc lËp")

    raw = read_drawn(page)
    assert [(run.page, run.span.of(raw.pages[0]), run.name) for run in raw.fonts] == [
        (1, "Céng hßa", ".VnTime"),
        (1, "§éc lËp", ".VnTime"),
    ]
