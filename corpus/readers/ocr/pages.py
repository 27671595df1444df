"""One page that is a picture: in which language and which way up it is read, and which of several readings is the best."""

import time
from collections.abc import Mapping
from typing import NamedTuple

from PIL import Image

from corpus.languages import detect_language
from corpus.models import Language
from corpus.readers.ocr import cleaning
from corpus.readers.ocr.layout import Recognised, TableText, put_together, table_text
from corpus.readers.ocr.ruled import RuledTable, find_tables, strip, without_tables
from corpus.readers.ocr.scans import PictureError, PictureSource
from corpus.readers.ocr.tesseract import Tesseract, TesseractError, Word

_COARSE_DPI = 150
_CELLS = 6  # page segmentation mode for the cells of a table, one below the other
_DUBIOUS = 0.7  # such a page may lie on its side, or be in another language than the rest
_SLIGHT_SKEW = 0.5  # degrees; Tesseract bears that much itself
_STRAIGHT = (
    0.95  # straight lines with that much of the text are better: those of a skewed page fall into pieces
)
_NO_SKEW = 15.0  # degrees; more is an error of measurement


class Manner(NamedTuple):
    """How Tesseract is to read: languages, and page segmentation mode.

    Mode 3, its default, loses pieces of Korean lines (a third of the characters of a clean page), mode 4 does not.
    """

    languages: tuple[str, ...]
    layout: int


MANNERS: Mapping[Language, Manner] = {
    "vi": Manner(("vie",), 3),
    "ko": Manner(("kor",), 4),
    "en": Manner(("eng",), 3),
    "und": Manner(("vie", "kor"), 4),
}
GUESS = Manner(("vie", "kor"), 6)


class PageReader:
    """Reads one page at a time, from any thread, each within the seconds it is given."""

    def __init__(self, engine: Tesseract, source: PictureSource, seconds: float) -> None:
        self._engine = engine
        self._source = source
        self._seconds = seconds

    def manner(self, number: int, context: str) -> Manner:
        """How to read the file, by the language of the context or, if that shows none, of this page."""
        language = detect_language(context)
        if language == "und" and not self._engine.lacks(GUESS.languages):
            language = self._guess(number)
        elif language == "und" and self._engine.languages & set(GUESS.languages):
            language = "vi" if "vie" in self._engine.languages else "ko"
        if language == "en" and self._engine.lacks(MANNERS["en"].languages):
            language = "vi"  # whose letters include those of English
        return MANNERS[language]

    def _guess(self, number: int) -> Language:
        try:
            picture = cleaning.grey(self._source.draw(number, cleaning.DRAWN_DPI))
        except PictureError:
            return "und"
        return _Page(self._engine, picture, self._seconds).language()

    def read(self, number: int, manner: Manner) -> Recognised | str:
        """The text of a page, or the reason why there is none; a page that lies on its side or is skewed is put straight."""
        try:
            drawn = self._source.draw(number, cleaning.DRAWN_DPI)
            page = _Page(self._engine, cleaning.grey(drawn), self._seconds)
            found = page.straightened(manner)
            if found.confidence < _DUBIOUS:
                found = page.in_its_language(manner, found)
            black = cleaning.without_colours(drawn)
            return found if black is None else page.better(found, black, manner)
        except (PictureError, TesseractError) as error:
            return str(error)


class _Page:
    """One picture on its way to text: what was tried first is kept, unless something else is better."""

    def __init__(self, engine: Tesseract, picture: Image.Image, seconds: float) -> None:
        self._engine = engine
        self._picture = picture
        self._turns: list[float] = []
        self._until = time.monotonic() + seconds

    def straightened(self, manner: Manner) -> Recognised:
        """Its text; turned when hardly anything can be read, and turned back by the skew of its lines.

        Raises:
            TesseractError: The first reading failed.
        """
        found = self._read(self._picture, manner)
        if found.confidence < _DUBIOUS:
            found = self._turned(self._upright(), manner, found, 1.0)
        if _SLIGHT_SKEW < abs(found.skew) < _NO_SKEW:
            found = self._turned(-found.skew, manner, found, _STRAIGHT)
        return found

    def language(self) -> Language:
        """What a coarse look tells of its language."""
        try:
            found = self._read(self._picture, GUESS, _COARSE_DPI)
            if found.confidence < _DUBIOUS and (degrees := self._upright()):
                found = self._read(cleaning.turned(self._picture, degrees), GUESS, _COARSE_DPI)
        except TesseractError:
            return "und"
        return detect_language(found.text)

    def in_its_language(self, manner: Manner, found: Recognised) -> Recognised:
        """Its text in another language than the rest of the file, where it is in one and that reads better."""
        if self._engine.lacks(GUESS.languages):
            return found
        own = MANNERS[self.language()]
        if own in (manner, MANNERS["und"]) or self._engine.lacks(own.languages):
            return found
        return self._tried(self._picture, own, found)

    def better(self, found: Recognised, black: Image.Image, manner: Manner) -> Recognised:
        """The text without what is in coloured ink, where more can be read in that."""
        for degrees in self._turns:
            black = cleaning.turned(black, degrees)
        return self._tried(black, manner, found)

    def _turned(self, degrees: float, manner: Manner, found: Recognised, share: float) -> Recognised:
        picture = cleaning.turned(self._picture, degrees)
        again = self._tried(picture, manner, found, share) if degrees else found
        if again is not found:
            self._turns.append(degrees)
            self._picture = picture
        return again

    def _tried(
        self, picture: Image.Image, manner: Manner, found: Recognised, share: float = 1.0
    ) -> Recognised:
        """What is read in another picture of the page, if it is more than this share of what was found before; else that."""
        try:
            again = self._read(picture, manner)
        except TesseractError:
            return found
        return again if again.certain > share * found.certain else found

    def _upright(self) -> int:
        try:
            coarse = cleaning.smooth(self._picture, _COARSE_DPI)
            return self._engine.turn(coarse, self._until - time.monotonic())
        except TesseractError:
            return 0

    def _read(self, picture: Image.Image, manner: Manner, dpi: int = cleaning.READ_DPI) -> Recognised:
        smooth = cleaning.smooth(picture, dpi)
        tables = find_tables(smooth) if dpi == cleaning.READ_DPI else []
        words = self._words(without_tables(smooth, tables), manner, dpi)
        return put_together(words, [self._table(smooth, table, manner) for table in tables])

    def _table(self, picture: Image.Image, table: RuledTable, manner: Manner) -> TableText:
        cells = strip(picture, table)
        words = (
            self._words(cells.picture, manner._replace(layout=_CELLS), cleaning.READ_DPI)
            if cells.cells
            else []
        )
        return table_text(words, cells, table)

    def _words(self, picture: Image.Image, manner: Manner, dpi: int) -> list[Word]:
        left = self._until - time.monotonic()
        return self._engine.read(picture, manner.languages, layout=manner.layout, seconds=left, dpi=dpi)
