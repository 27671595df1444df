"""Web pages, and XML that has text in its elements."""

from corpus.readers.html.page import looks_like_html, read

__all__ = ["looks_like_html", "read"]
