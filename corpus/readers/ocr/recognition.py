"""OCR of the pages that are pictures: in which language, in parallel, and with what confidence."""

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from corpus.cores import cores
from corpus.models import Diagnostic, OcrPage
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.layout import Recognised
from corpus.readers.ocr.pages import PageReader
from corpus.readers.ocr.restoring import restore_lines, restore_signs
from corpus.readers.ocr.scans import PictureSource
from corpus.readers.ocr.tesseract import Tesseract

_MOST_WORKERS = 8
_LOW_CONFIDENCE = 0.75
_FOREIGN = 0.5  # a page of Lao read as Vietnamese has .25 to .4, a bad photocopy of Vietnamese .8
_PACKAGES = {"vie": "tesseract-ocr-vie", "kor": "tesseract-ocr-kor", "eng": "tesseract-ocr-eng"}


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
    workers = min(cores(), len(numbers), _MOST_WORKERS)
    more_time((math.ceil(len(numbers) / workers) + 1) * limits.ocr_seconds)
    reader = PageReader(engine, source(), limits.ocr_seconds)
    manner = reader.manner(numbers[0], context)
    missing = engine.lacks(manner.languages)
    if missing:
        return Recognition(obstacle=_install([_PACKAGES[name] for name in missing]))
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda number: reader.read(number, manner), numbers)
        return _collect(dict(zip(numbers, found, strict=True)), layers)


def _install(packages: Sequence[str]) -> str:
    return f"install Tesseract with its languages (apt-get install {' '.join(packages)}) and read it again"


def _collect(found: Mapping[int, Recognised | str], layers: Mapping[int, str]) -> Recognition:
    judged = {number: _judge(result) for number, result in found.items()}
    failed = {number: reason for number, reason in judged.items() if isinstance(reason, str)}
    read = {
        number: result for number, result in judged.items() if isinstance(result, Recognised) and result.text
    }
    diagnostics = (*_failures(failed), *_doubts(read))
    return Recognition(
        texts={
            number: restore_lines(restore_signs(result.text), layers[number])
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
