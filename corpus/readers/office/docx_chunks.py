"""Files of another format that a DOCX holds in place of text until Word next saves it (ECMA-376 part 1, 17.17.2.1: altChunk)."""

from corpus.errors import ReadError
from corpus.readers.html.page import looks_like_html, text_lines
from corpus.readers.limits import ReadLimits
from corpus.readers.office import rtf
from corpus.readers.text.encodings import decode

ZIP_MAGIC = b"PK\x03\x04"
_MHTML = ("mime-version:", "from:", "content-type:")


def chunk_lines(content: bytes, limits: ReadLimits) -> list[str] | None:
    """The lines of HTML, RTF or plain text; None for what is none of these."""
    try:
        if content.startswith(b"{\\rtf"):
            return rtf.read(content, limits).pages[0].split("\n")
        text = decode(content).text
    except ReadError:
        return None
    if text[:200].casefold().startswith(_MHTML):
        return None
    return text_lines(text) if looks_like_html(text) else text.splitlines()
