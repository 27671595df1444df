"""Files that are not what their name says, and web pages that were saved in the place of a document."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from corpus.models import Diagnostic, SourceText
from corpus.normalize import fold

_USUAL_SUFFIXES = {
    "pdf": {".pdf"},
    "picture": {".png", ".jpg", ".jpeg", ".tif", ".tiff"},
    "docx": {".docx", ".docm", ".dotx"},
    "doc": {".doc", ".dot"},
    "rtf": {".rtf", ".doc"},
    "odt": {".odt", ".ott"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "xls": {".xls", ".xlt"},
    "pptx": {".pptx", ".pptm", ".ppsx", ".potx"},
    "hwp": {".hwp", ".hwt"},
    "hwp3": {".hwp", ".hwt"},
    "hwpx": {".hwpx"},
    "hwpml": {".hml", ".hwpml", ".hwp", ".xml"},
    "html": {".html", ".htm", ".xhtml", ".smi", ".sami"},
    "xml": {".xml", ".rss", ".atom", ".rdf"},
    "lawgokr": {".xml", ".json"},
    "markdown": {".md", ".markdown", ".txt"},
    "text": {".txt", ".text", ".md", ".markdown", ".log", ".csv", ".tsv"},
}
_ALL_SUFFIXES = set().union(*_USUAL_SUFFIXES.values())

_ERROR_PAGE_CHARACTERS = 1_500
_OPENING = 300
# What such pages say in their title or first lines, accents dropped.
_ERROR_WORDS = re.compile(
    r"\b(?:error|loi|status|http)[ :/]{0,3}(?:1\.[01] )?[45]\d\d\b|\b[45]\d\d\b.{0,20}\b(?:error|not found|forbidden|bad gateway)"
    r"|\b(?:page|file|url|object|resource)\b.{0,40}\bnot (?:be )?found|\bnot found\b"
    r"|access (?:is )?denied|permission denied|forbidden|internal server error|bad gateway|service unavailable|session (?:has )?expired"
    r"|(?:please |you (?:must|need to) )(?:log|sign) ?in|(?:log|sign) ?in to (?:continue|your)|enable (?:javascript|cookies)|captcha"
    r"|khong tim thay|khong ton tai|khong co quyen|tu choi truy cap|phien (?:lam viec|dang nhap).{0,20}het han"
    r"|(?:vui long|ban (?:can|phai)) dang nhap|loi he thong|dang bao tri"
    r"|찾을 수 없|존재하지 않|접근.{0,10}(?:거부|제한|권한)|권한이 없|로그인.{0,10}(?:필요|하세요|해 주|하시기|후 이용)"
    r"|오류가 발생|에러가 발생|세션이 만료|서비스 점검"
)


def label_notes(source: SourceText, name: str) -> Iterator[Diagnostic]:
    """What the content says against the name of the file: another format, or an error page of a web site.

    Args:
        source: What was read.
        name: Of the file, with its suffix.
    """
    found, suffix = source.report.format, PurePath(name).suffix.lower()
    if suffix in _ALL_SUFFIXES - _USUAL_SUFFIXES[found]:
        yield Diagnostic("extension_mismatch", f"the name ends in {suffix}, but the content is {found}")
    if found == "html" and looks_like_error_page(source):
        message = "it looks like an error or log-in page of a web site, not like a document: download the file again"
        yield Diagnostic("looks_like_error_page", message)


def looks_like_error_page(source: SourceText) -> bool:
    """Whether a web page is short and its title or first lines say that something was not found, is locked, or wants a log-in."""
    if len(source.text) > _ERROR_PAGE_CHARACTERS:
        return False
    opening = f"{source.metadata.get('title', '')}\n{source.text[:_OPENING]}"
    return _ERROR_WORDS.search(fold(opening).text) is not None
