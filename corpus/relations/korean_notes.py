"""Notes on the effect of single articles, as law.go.kr prints them below: `[시행일: 2021. 1. 1.] 제5조제2항`."""

import re
from collections.abc import Iterator

from corpus.dates import parse_date
from corpus.models import Document, Span
from corpus.relations.models import Effect

_NOTE = re.compile(
    r"\[{1,2}\s?시행일\s?:?\s?(?P<date>\d{4}\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}\s?\.?)\s?\]{1,2}(?P<rest>[^\n]{0,200})"
)


def noted_effects(document: Document) -> Iterator[Effect]:
    """The later first days of articles that their notes give; the provisions are those that the note names, else its article."""
    for match in _NOTE.finditer(document.text):
        day = parse_date(match["date"])
        evidence = Span(match.start(), match.start() + len(match[0].rstrip()))
        anchor = document.root.holding(Span(match.start(), match.start() + 1)).anchor
        article = next((step for step in anchor.split(".") if step.startswith("jo-")), None)
        if day and article and not anchor.startswith("buchik"):
            rest = Span(match.start("rest"), match.end("rest"))
            named = (one for one in document.citations if one.ref and rest.contains(one.span))
            anchors = tuple(anchor for one in named for anchor in one.provisions) or (article,)
            yield Effect("effective", article, anchors, day, "stated", evidence)
