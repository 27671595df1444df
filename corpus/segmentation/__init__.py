"""Segmentation: the passages of a document, each inside one provision, each short enough to be embedded whole."""

from corpus.languages import detect_language
from corpus.models import Document, Language, Passage, Span
from corpus.segmentation.nodes import letters, shorten
from corpus.segmentation.planner import LONGEST_TITLE, Planner
from corpus.segmentation.windows import CountTokens, cut

__all__ = ["caption", "indexed_text", "segment"]

_SHORTEST_ENGLISH = 100
"""Characters below which Latin words without accents, a name or a stamp, do not make a passage English."""


def indexed_text(title: str, passage: Passage, text: str) -> str:
    """What is embedded and analyzed for a passage: title, headings and its own text, joined by line feeds.

    Args:
        title: Title of the document; a very long one is cut.
        passage: The passage.
        text: The stored text. A heading that the passage's own text begins with is not repeated.
    """
    own = passage.span.of(text)
    headings = [heading for heading in passage.path if not _begins_with(own, heading)]
    return "\n".join(part for part in (shorten(title, LONGEST_TITLE), *headings, own) if part)


def caption(title: str, passage: Passage) -> tuple[str, ...]:
    """What stands above a passage and says what it is about: the title of its document, then its headings from the outside in."""
    return shorten(title, LONGEST_TITLE), *passage.path


def segment(document: Document, count_tokens: CountTokens, limit: int = 256) -> tuple[Passage, ...]:
    """The passages of a document, in the order of its text.

    An article that fits is one passage; a longer one is divided at its items, and neighbouring items go together as long as
    they fit. A passage of several items belongs to the unit around them, and may begin with its opening words. Items that are
    still too long are cut at sentences into overlapping windows. Articles, chapters and annexes never share a passage; short
    paragraphs of unnumbered text may. All text but white space and the headings of divided units is covered.

    Args:
        document: The document.
        count_tokens: Counts the tokens of many texts at once, without special tokens. It is called a few times in all.
        limit: Most tokens of the `indexed_text` of a passage, given the title that the header makes: number and title.
    """
    planner = Planner(document, count_tokens, limit)
    drafts = list(planner.plan())
    long = [draft for draft in drafts if draft.room is not None]
    cuts = cut(document.text, [(draft.span, draft.room or 1) for draft in long], count_tokens) if long else []
    windows = {id(draft): spans for draft, spans in zip(long, cuts, strict=True)}
    return tuple(
        Passage(draft.anchor, span, draft.path, _language(document, span))
        for draft in drafts
        for span in windows.get(id(draft), [draft.span])
    )


def _language(document: Document, span: Span) -> Language:
    """The passage's own language where it shows: letters of a script always do, a few English-looking words do not."""
    text = span.of(document.text)
    language = detect_language(text)
    if language == "en" and len(text) < _SHORTEST_ENGLISH and document.language != "und":
        return document.language
    return document.language if language == "und" else language


def _begins_with(text: str, heading: str) -> bool:
    return letters(text[: 3 * len(heading) + 40]).startswith(letters(heading))
