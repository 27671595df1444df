"""Damaged text through the whole of `corpus`: nothing raises, and every span is exact.

    python -m tests.quality.fuzz DIR... --seconds 600 --seed 1

Texts below the folders are cut, spliced, shuffled, decomposed (NFD) and sprinkled with odd characters, then read and parsed as a
file would be.
"""

import argparse
import random
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.document import parse_document
from corpus.models import Document
from corpus.readers import read_text

_LONGEST, _SHUFFLED = 6_000, 200
_ODD = "\u00ad\u200b\ufeff\u00a0\u0301\u1100\u11a8\ud7a3\U0001f3db\u0000\uffff/-–.,;:()[]{}<>«»“”「」①제조항호목Điềukhoản0123456789\n\t "


Accident = Callable[[str, Sequence[str], random.Random], str]


def _sprinkled(text: str, _: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_ODD) * chance.randrange(1, 9) + text[at:]


def _spliced(text: str, texts: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + _stretch(texts, chance)[:200] + text[at:]


def _cut(text: str, _: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(60) :]


def _shuffled(text: str, _: Sequence[str], chance: random.Random) -> str:
    return "".join(chance.sample(text[:_SHUFFLED], len(text[:_SHUFFLED]))) + text[_SHUFFLED:]


_ACCIDENTS: tuple[Accident, ...] = (
    _sprinkled,
    _spliced,
    _cut,
    _shuffled,
    lambda text, _, __: unicodedata.normalize("NFD", text),
    lambda text, _, __: text.replace("\n", " "),
    lambda text, _, __: text.upper(),
)


def mutated(texts: Sequence[str], chance: random.Random) -> str:
    """A stretch of one of the texts after some accidents."""
    text = _stretch(texts, chance)
    for _ in range(chance.randrange(6)):
        text = chance.choice(_ACCIDENTS)(text, texts, chance)
    return text


def faults(document: Document) -> Iterator[str]:
    """What is wrong with a parsed document."""
    text = document.text
    evidence = [one.evidence for one in document.relations] + [one.evidence for one in document.effects]
    yield from (f"{one} is {one.raw!r}" for one in document.citations if one.span.of(text) != one.raw)
    yield from (f"evidence {span}" for span in evidence if not 0 <= span.start < span.end <= len(text))
    for provision in document.root.walk():
        if not all(provision.span.contains(child.span) for child in provision.children):
            yield f"children of {provision.anchor!r} lie outside it"
    again = parse_document(read_text(unicodedata.normalize("NFD", text)))
    if (again.header, again.root, again.citations) != (document.header, document.root, document.citations):
        yield "parsing its decomposed form gives something else"


def _stretch(texts: Sequence[str], chance: random.Random) -> str:
    text = chance.choice(texts)
    start = chance.randrange(max(len(text), 1))
    return text[start : start + chance.randrange(_LONGEST)]


def _faults_of(text: str) -> list[str]:
    try:
        return list(faults(parse_document(read_text(text))))
    except Exception:  # noqa: BLE001  (whatever is raised is what is looked for)
        return [traceback.format_exc(limit=-3)]


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for folder in asked.folders for path in folder.rglob("*.md")]
    chance, count, bad, slowest = random.Random(asked.seed), 0, 0, 0.0
    end = time.monotonic() + asked.seconds
    while time.monotonic() < end:
        text, started = mutated(texts, chance), time.perf_counter()
        found = _faults_of(text)
        count, bad, slowest = count + 1, bad + bool(found), max(slowest, time.perf_counter() - started)
        for fault in found[:1]:
            sys.stdout.write(f"{fault}\n  {text[:300]!r}\n")
    sys.stdout.write(f"{count:,} texts (seed {asked.seed}), {bad} with faults, slowest {slowest:.2f} s\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(_main())
