"""Render the sources of the sample collection: `python -m tests.collections.render [FOLDER]`.

Running it again gives the same bytes (with the same versions of reportlab and python-docx).
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.collections.hancom import render_hwpx
from tests.collections.plain import render_markdown, render_text
from tests.collections.portable import render_pdf
from tests.collections.source import COLLECTION, Source, read_sources
from tests.collections.web import render_html
from tests.collections.word import render_docx

RENDERERS: Mapping[str, Callable[[Source], bytes]] = {
    "docx": render_docx,
    "html": render_html,
    "hwpx": render_hwpx,
    "md": render_markdown,
    "pdf": render_pdf,
    "txt": render_text,
}


def render_collection(folder: Path) -> None:
    """Write every document below the folder."""
    for source in read_sources():
        target = folder / source.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(RENDERERS[source.format](source))


if __name__ == "__main__":
    render_collection(Path(sys.argv[1]) if len(sys.argv) > 1 else COLLECTION)
