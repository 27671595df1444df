"""How well scans are read: `python -m tests.quality.ocr [FOLDER] [--pages N]` prints the character error rate and the seconds a page.

Pages are drawn from known text, the sample collection's or that of a folder with `vi/*.md` and `ko/*.md`, spoilt the way
scanners spoil them, and read through `read_file`, as scanned PDFs. The same texts, fonts and noise on every run.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corpus.errors import ReadError
from corpus.readers import read_file

_TEXTS = Path("corpus/collections/smart-city")
_FONTS = {
    "vi": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans.ttf"),
    "ko": ("nanum/NanumMyeongjo.ttf", "nanum/NanumGothic.ttf"),
}
_FONT_FOLDER = Path("/usr/share/fonts/truetype")
_DPI = 300
_WIDTH, _HEIGHT = 2480, 3508  # A4 at 300 dpi
_MARGIN, _SIZE, _LEADING = 280, 54, 80  # print of 13 points
_SEED = 20261122
_MARKUP = re.compile(r"[*_#|]|^[-| ]+$", re.MULTILINE)  # of Markdown


class Variant(NamedTuple):
    """A way to spoil a page.

    Attributes:
        name: Heads its rows.
        dpi: Resolution of the scan.
        skew: Degrees.
        noise: Standard deviation of the grain, of 255 grey levels.
    """

    name: str
    dpi: int = _DPI
    skew: float = 0.0
    noise: float = 0.0


VARIANTS = (
    Variant("clean"),
    Variant("skewed 2°", skew=2.0),
    Variant("noisy", noise=30.0),
    Variant("150 dpi", dpi=150),
    Variant("noisy, skewed, 200 dpi", dpi=200, skew=-1.5, noise=40.0),
)


def main() -> None:
    """Read the pages and print a Markdown table, a row for each language and variant."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_TEXTS)
    parser.add_argument("--pages", type=int, default=4, help="pages for each language and variant")
    parser.add_argument("--save", type=Path, help="folder for the pictures and what was read in them")
    arguments = parser.parse_args()
    sys.stdout.write(
        "| language | variant | pages | CER % | words wrong % | confidence | s/page |\n|---|---|---|---|---|---|---|\n"
    )
    for language in _FONTS:
        pages = list(islice(_pages(arguments.folder, language), arguments.pages))
        for variant in VARIANTS:
            sys.stdout.write(_row(language, variant, pages, arguments.save))
            sys.stdout.flush()


def _row(language: str, variant: Variant, pages: Sequence["_Page"], folder: Path | None) -> str:
    results = [
        _measure(page, variant, np.random.default_rng(_SEED + number), folder)
        for number, page in enumerate(pages)
    ]
    cer, words, confidence, seconds = (fmean(column) for column in zip(*results, strict=True))
    return f"| {language} | {variant.name} | {len(pages)} | {100 * cer:.2f} | {100 * words:.1f} | {confidence:.2f} | {seconds:.1f} |\n"


class _Page(NamedTuple):
    name: str
    font: ImageFont.FreeTypeFont
    lines: list[str]


def _pages(folder: Path, language: str) -> Iterator[_Page]:
    """The first page of each text, in one font after the other."""
    fonts = [ImageFont.truetype(str(_FONT_FOLDER / name), _SIZE) for name in _FONTS[language]]
    for number, path in enumerate(
        sorted((folder / language).glob("*.md")) + sorted((folder / language).glob("*.txt"))
    ):
        font = fonts[number % len(fonts)]
        text = _MARKUP.sub("", _body(path.read_text("utf-8")))
        lines = list(islice(_wrapped(text, font), (_HEIGHT - 2 * _MARGIN) // _LEADING))
        if len(lines) > 20:
            yield _Page(f"{language}-{path.stem}", font, lines)


def _body(text: str) -> str:
    return text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    for paragraph in filter(str.strip, text.splitlines()):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".lstrip()
            if line and font.getlength(longer) > _WIDTH - 2 * _MARGIN:
                yield line
                longer = word
            line = longer
        yield line


def _measure(
    page: _Page, variant: Variant, random: np.random.Generator, folder: Path | None
) -> tuple[float, float, float, float]:
    """Error rates of characters and of words, the reader's own confidence, and the seconds."""
    picture = _spoil(_draw(page), variant, random)
    with TemporaryDirectory() as home:
        path = (folder or Path(home)) / f"{page.name} {variant.name}.pdf"
        picture.save(path, resolution=variant.dpi)
        begin = time.perf_counter()
        try:
            source = read_file(path)
            text, confidence = source.text, source.report.ocr_pages[0].confidence
        except ReadError:
            text, confidence = "", 0.0
        seconds = time.perf_counter() - begin
    if folder:
        path.with_suffix(".txt").write_text(text, "utf-8")
        path.with_suffix(".truth").write_text("\n".join(page.lines), "utf-8")
    found, truth = text.split(), " ".join(page.lines).split()
    words = distance(found, truth) / len(truth)
    return distance(" ".join(found), " ".join(truth)) / len(" ".join(truth)), words, confidence, seconds


def _draw(page: _Page) -> Image.Image:
    picture = Image.new("L", (_WIDTH, _HEIGHT), 255)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(page.lines):
        pen.text((_MARGIN, _MARGIN + number * _LEADING), line, 0, font=page.font)
    return picture


def _spoil(picture: Image.Image, variant: Variant, random: np.random.Generator) -> Image.Image:
    """Turned, scanned at the resolution, blurred and covered with grain and specks, as JPEG has it."""
    picture = picture.rotate(variant.skew, Image.Resampling.BICUBIC, fillcolor=255)
    scale = variant.dpi / _DPI
    picture = picture.resize((round(_WIDTH * scale), round(_HEIGHT * scale)), Image.Resampling.LANCZOS)
    if not variant.noise:
        return picture
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float64)
    pixels = 40 + pixels * 0.75 + random.normal(0, variant.noise, pixels.shape)
    pixels[random.random(pixels.shape) < 0.003] = 0
    output = BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(output, "JPEG", quality=60)
    return Image.open(output)


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Levenshtein's edit distance, by the bits of one long integer.

    Source: G. Myers, A fast bit-vector algorithm for approximate string matching based on dynamic programming, JACM 46(3), 1999,
    in the form of H. Hyyrö, 2003.
    """
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    everywhere, last = (1 << len(one)) - 1, 1 << len(one) - 1
    up, down, edits = everywhere, 0, len(one)
    for letter in other:
        match = places.get(letter, 0)
        zero = (((match & up) + up) ^ up) | match | down
        right = down | ~(zero | up) & everywhere
        left = up & zero
        edits += bool(right & last) - bool(left & last)
        right, left = right << 1 & everywhere | 1, left << 1 & everywhere
        up, down = left | ~(zero | right) & everywhere, right & zero
    return edits


if __name__ == "__main__":
    main()
