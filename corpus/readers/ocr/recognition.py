"""OCR of the pages that are pictures: in which language, in parallel, and with what confidence."""

import math
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from PIL import Image

from corpus.languages import detect_language
from corpus.models import Diagnostic, Language, OcrPage
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr import cleaning
from corpus.readers.ocr.layout import Recognised, put_together
from corpus.readers.ocr.ruled import find_tables, without_rules
from corpus.readers.ocr.scans import PictureError, PictureSource
from corpus.readers.ocr.tesseract import Tesseract, TesseractError

_COARSE_DPI = 150
_MOST_WORKERS = 8
_LOW_CONFIDENCE = 0.75
_FOREIGN = 0.4  # a page of Lao read as Vietnamese has .25, a bad photocopy of Vietnamese .8
_MAYBE_TURNED = 0.6
_OTHER_LANGUAGE = 0.6
_SLIGHT_SKEW = 0.5  # degrees; Tesseract bears that much itself
_NO_SKEW = 15.0  # degrees; more is an error of measurement
_SAME_LINE = 0.75
# `Điêu 3.`, `Điễu 4.` at the beginning of a line: before a number no other word of these letters can stand.
_ARTICLE = re.compile(r"^Đi[êếểễệ]u(?= \d{1,3}[.,:]? )", re.MULTILINE)
_PACKAGES = {"vie": "tesseract-ocr-vie", "kor": "tesseract-ocr-kor", "eng": "tesseract-ocr-eng"}


class Manner(NamedTuple):
    """How Tesseract is to read: languages, and page segmentation mode.

    Mode 3, its default, loses pieces of Korean lines (a third of the characters of a clean page), mode 4 does not.
    """

    languages: tuple[str, ...]
    layout: int


_MANNERS: Mapping[Language, Manner] = {
    "vi": Manner(("vie",), 3),
    "ko": Manner(("kor",), 4),
    "en": Manner(("eng",), 3),
    "und": Manner(("vie", "kor"), 4),
}
_GUESS = Manner(("vie", "kor"), 6)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What OCR made of some pages.

    Attributes:
        texts: By page number; only pages on which words were found.
        pages: The same pages with their confidence, in order.
        diagnostics: Pages to distrust.
        obstacle: Why nothing at all could be tried, and what to do about it; empty when it was.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    pages: tuple[OcrPage, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    obstacle: str = ""


def recognise(
    source: Callable[[], PictureSource],
    layers: Mapping[int, str],
    context: str,
    limits: ReadLimits,
    more_time: MoreTime,
    search_path: str | None = None,
) -> Recognition:
    """Recognise pages that are pictures.

    Args:
        source: Opens what the pictures come from.
        layers: The pages to recognise, by number, each with the little text it has of its own, such as a running header:
            where OCR finds the same line, the page's own spelling is taken.
        context: Text of the same file, to tell its language by; when it tells none, the first picture is read coarsely.
        limits: Pages, and seconds for each.
        more_time: Is called once, before the work begins.
        search_path: Where to look for Tesseract instead of `PATH`.
    """
    numbers = sorted(layers)[: limits.ocr_pages]
    if not numbers:
        return Recognition(obstacle="OCR is switched off: allow it, or run OCR over it and read the result")
    engine = Tesseract.find(search_path)
    if engine is None:
        return Recognition(obstacle=_install(("tesseract-ocr", _PACKAGES["vie"], _PACKAGES["kor"])))
    workers = min(os.cpu_count() or 1, len(numbers), _MOST_WORKERS)
    more_time((math.ceil(len(numbers) / workers) + 1) * limits.ocr_seconds)
    reader = _PageReader(engine, source(), limits.ocr_seconds)
    manner = reader.manner(numbers[0], context)
    missing = _missing_packages(engine, manner)
    if missing:
        return Recognition(obstacle=_install(missing))
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda number: reader.read(number, manner), numbers)
        return _collect(dict(zip(numbers, found, strict=True)), layers)


def _install(packages: Sequence[str]) -> str:
    return f"install Tesseract with its languages (apt-get install {' '.join(packages)}) and read it again"


def _missing_packages(engine: Tesseract, manner: Manner) -> tuple[str, ...]:
    return tuple(_PACKAGES[name] for name in manner.languages if name not in engine.languages)


class _PageReader:
    """Reads one page at a time, from any thread, each within the seconds it is given."""

    def __init__(self, engine: Tesseract, source: PictureSource, seconds: float) -> None:
        self._engine = engine
        self._source = source
        self._seconds = seconds

    def manner(self, number: int, context: str) -> Manner:
        """How to read the file, by the language of the context or, if that shows none, of this page."""
        language = detect_language(context)
        if language == "und" and not _missing_packages(self._engine, _GUESS):
            language = self._guess(number)
        elif language == "und" and self._engine.languages & set(_GUESS.languages):
            language = "vi" if "vie" in self._engine.languages else "ko"
        if language == "en" and _missing_packages(self._engine, _MANNERS["en"]):
            language = "vi"  # whose letters include those of English
        return _MANNERS[language]

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
            if found.confidence < _OTHER_LANGUAGE:
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
        if found.confidence < _MAYBE_TURNED:
            found = self._turned(self._upright(), manner, found)
        if _SLIGHT_SKEW < abs(found.skew) < _NO_SKEW:
            found = self._turned(-found.skew, manner, found)
        return found

    def language(self) -> Language:
        """What a coarse look tells of its language."""
        try:
            return detect_language(self._read(self._picture, _GUESS, _COARSE_DPI).text)
        except TesseractError:
            return "und"

    def in_its_language(self, manner: Manner, found: Recognised) -> Recognised:
        """Its text in another language than the rest of the file, where it is in one and that reads better."""
        if _missing_packages(self._engine, _GUESS):
            return found
        own = _MANNERS[self.language()]
        if own in (manner, _MANNERS["und"]) or _missing_packages(self._engine, own):
            return found
        return self._tried(self._picture, own, found)

    def better(self, found: Recognised, black: Image.Image, manner: Manner) -> Recognised:
        """The text without what is in coloured ink, where more can be read in that."""
        for degrees in self._turns:
            black = cleaning.turned(black, degrees)
        return self._tried(black, manner, found)

    def _turned(self, degrees: float, manner: Manner, found: Recognised) -> Recognised:
        picture = cleaning.turned(self._picture, degrees)
        again = self._tried(picture, manner, found) if degrees else found
        if again is not found:
            self._turns.append(degrees)
            self._picture = picture
        return again

    def _tried(self, picture: Image.Image, manner: Manner, found: Recognised) -> Recognised:
        """What is read in another picture of the page, or what was found before when that is not better."""
        try:
            again = self._read(picture, manner)
        except TesseractError:
            return found
        return again if again.certain > found.certain else found

    def _upright(self) -> int:
        try:
            coarse = cleaning.smooth(self._picture, _COARSE_DPI)
            return self._engine.turn(coarse, self._until - time.monotonic())
        except TesseractError:
            return 0

    def _read(self, picture: Image.Image, manner: Manner, dpi: int = cleaning.READ_DPI) -> Recognised:
        smooth = cleaning.smooth(picture, dpi)
        tables = find_tables(smooth) if dpi == cleaning.READ_DPI else []
        words = self._engine.read(
            without_rules(smooth, tables),
            manner.languages,
            layout=manner.layout,
            seconds=self._until - time.monotonic(),
            dpi=dpi,
        )
        return put_together(words, tables)


def _collect(found: Mapping[int, Recognised | str], layers: Mapping[int, str]) -> Recognition:
    judged = {number: _judge(result) for number, result in found.items()}
    failed = {number: reason for number, reason in judged.items() if isinstance(reason, str)}
    read = {
        number: result for number, result in judged.items() if isinstance(result, Recognised) and result.text
    }
    diagnostics = (*_failures(failed), *_doubts(read))
    return Recognition(
        texts={
            number: restore_lines(restore_articles(result.text), layers[number])
            for number, result in read.items()
        },
        pages=tuple(OcrPage(number, round(result.confidence, 3)) for number, result in read.items()),
        diagnostics=tuple(sorted(diagnostics, key=lambda note: note.page or 0)),
    )


def _judge(result: Recognised | str) -> Recognised | str:
    """Letters of another script come out as nonsense that nobody should find."""
    if isinstance(result, str) or not result.text or result.confidence >= _FOREIGN:
        return result
    return (
        f"reads nonsense in it (confidence {result.confidence:.0%}): "
        "it is in another script, written by hand, or too faint"
    )


def _failures(failed: Mapping[int, str]) -> list[Diagnostic]:
    return [
        Diagnostic("ocr_failed", f"the page was not recognised: OCR {reason}", page=number)
        for number, reason in failed.items()
    ]


def _doubts(read: Mapping[int, Recognised]) -> list[Diagnostic]:
    doubts = []
    for number, result in read.items():
        if result.confidence < _LOW_CONFIDENCE:
            message = f"the page was recognised with a confidence of only {result.confidence:.0%}"
            doubts.append(Diagnostic("ocr_page", message, page=number))
        if result.noise:
            message = f"{result.noise} lines that OCR could make nothing of were left out"
            doubts.append(Diagnostic("ocr_noise_removed", message, page=number))
    return doubts


def restore_articles(recognised: str) -> str:
    """The text with the accents of `Điều` right where it heads a line: they are what OCR of Vietnamese mistakes most."""
    return _ARTICLE.sub("Điều", recognised)


def restore_lines(recognised: str, layer: str) -> str:
    """The recognised text with the lines of the page's own text in place of those that OCR read almost alike.

    A line of the page's own that OCR did not see, such as a hidden signature stamp, is put at the end.
    """
    lines: list[str | None] = list(recognised.split("\n"))
    rest = {index: line for index, line in enumerate(lines) if line}
    unseen = []
    for own in filter(None, map(str.strip, layer.splitlines())):
        best = max(rest, key=lambda index: _likeness(rest[index], own), default=None)
        if best is None or _likeness(rest[best], own) < _SAME_LINE:
            unseen.append(own)
            continue
        lines[best] = own
        split = _split_off(own, rest.pop(best), rest)
        if split is not None:
            lines[split] = None
            del rest[split]
    return "\n".join((*(line for line in lines if line is not None), *unseen)).strip("\n")


def _split_off(own: str, seen: str, rest: Mapping[int, str]) -> int | None:
    """The line that holds what OCR took from the end of a line, mostly a page number far to the right."""
    missing = set(own.split()) - set(seen.split())
    return next((index for index, line in rest.items() if missing.issuperset(line.split())), None)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
