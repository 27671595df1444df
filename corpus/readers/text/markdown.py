"""Markdown: the words without the marks, and the YAML front matter as metadata."""

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from corpus.models import Diagnostic
from corpus.readers.raw import RawText
from corpus.readers.text.encodings import Decoded
from corpus.readers.text.markdown_tables import table_rows

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE_ENDS = re.compile(r"\r\n?")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r"[ \t]*[-*_=](?:[ \t]*[-*_=]){2,}[ \t]*")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_QUOTE = re.compile(r"\A[ ]{0,3}>[ \t]?")
_HEADING_SIGN = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_OTHER_SIGN = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|^[ ]*\|.*\|[ ]*$|^[ ]*\|?[ ]*:?---+:?[ ]*\||^\|$|\]\(https?://", re.MULTILINE
)
_SIGNS_AT_LEAST = 2

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\s]*(?:\s+\"[^\"\n]*\")?\)|<img\b[^>]*>(?:</img>)?", re.IGNORECASE)
_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\((?:https?:|mailto:|/|#|\./)[^)\s]*(?:\s+\"[^\"\n]*\")?\)"
)
_EMPTY_EMPHASIS = re.compile(r"\*\*[ \t]*\*\*|(?<!\*)\*[ \t]+\*(?!\*)")
# Emphasis may span the wrapped lines of a paragraph, but neither a blank line nor a table bar on its own line;
# and no more than one long sentence, so that a stray mark does not make the search quadratic.
_INSIDE = r"(?:(?!\n[ \t]*(?:\||\n)).)"
_EMPHASIS = (
    re.compile(rf"(?<!\\)\*\*\*(?=\S)({_INSIDE}{{1,1500}}?)\*\*\*", re.DOTALL),
    re.compile(rf"(?<!\\)\*\*(?=[^\s*])({_INSIDE}{{1,1500}}?)\*\*", re.DOTALL),
    re.compile(rf"(?<![\\*\w])\*(?=[^\s*])({_INSIDE}{{0,1500}}?[^*\\])\*(?!\*)", re.DOTALL),
    re.compile(r"(?<![\w\\_])(?:__|_)([^_\n]+)(?:__|_)(?![\w_])"),
    re.compile(rf"(?<![\w\\_])_(?=[^\s_])({_INSIDE}{{0,1500}}?[^_\\])_(?![\w_])", re.DOTALL),
)
_STRAY_BOLD = re.compile(r"^[ \t]*\*\*|\*\*[ \t]*$|(?<=\w)\*\*(?=\w)", re.MULTILINE)
_WRAP = re.compile(r"[ \t]*\n[ \t]*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


def looks_like_markdown(text: str) -> bool:
    """Whether the text has front matter, or at least two marks that plain text does not have."""
    if _FRONT_MATTER.match(text):
        return True
    marks = len(_HEADING_SIGN.findall(text)) + len(_OTHER_SIGN.findall(text))
    return marks >= _SIGNS_AT_LEAST


def read(text: str) -> RawText:
    """Take the front matter into the metadata and the marks out of the text.

    Headings keep their words (`##### 제1조 (목적)` → `제1조 (목적)`), emphasis its content on one line (`**Điều⏎1.**` → `Điều 1.`),
    links theirs; table rows become `a | b`, also where every cell and every bar has a line of its own; rules, fences and
    pictures go. List marks stay, since a dash is a level of Vietnamese administrative documents.
    """
    metadata, body, diagnostics = _front_matter(_LINE_ENDS.sub("\n", text))
    lines = list(_strip_lines(_strip_inline(body).split("\n")))
    return RawText("markdown", ("\n".join(table_rows(lines)),), None, metadata, diagnostics)


def read_decoded(decoded: Decoded) -> RawText:
    """As `read`, with the encoding the file was in."""
    return replace(read(decoded.text), encoding=decoded.encoding)


def _front_matter(text: str) -> tuple[dict[str, str], str, tuple[Diagnostic, ...]]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text, ()
    try:
        fields = yaml.load(found[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        message = "the block between the first two lines of dashes is no YAML mapping and was kept as text"
        return {}, text, (Diagnostic("front_matter_unreadable", message),)
    return {str(name): _as_string(value) for name, value in fields.items()}, text[found.end() :], ()


def _as_string(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _strip_inline(body: str) -> str:
    body = _IMAGE.sub(lambda match: match[1] or "", _COMMENT.sub("", body))
    body = _LINK.sub(r"\1", _BREAK_TAG.sub("\n", body))
    body = _EMPTY_EMPHASIS.sub("", body)
    for emphasis in _EMPHASIS:
        body = emphasis.sub(lambda match: _WRAP.sub(" ", match[1]), body)
    return _STRAY_BOLD.sub("", body)


def _strip_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        bare = _QUOTE.sub("", line)
        heading = _HEADING.fullmatch(bare)
        if heading:
            bare = heading[1] or ""
        if not _FENCE.match(bare) and not _RULE.fullmatch(bare):
            yield _ESCAPE.sub(r"\1", bare)
