"""The committed files of the sample collection are what their sources say, and rendering depends on nothing else."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import read_file

ROOT = Path(__file__).parents[2]
COLLECTION = ROOT / "corpus" / "collections" / "smart-city"
SOURCES = Path(__file__).parent / "sources"
FONTS = (
    (Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"), "fonts-dejavu-core"),
    (Path("/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"), "fonts-nanum"),
)
WITHOUT_LIBRARIES = (".html", ".md", ".txt")
RENDERED = sorted(path.relative_to(COLLECTION).as_posix() for path in COLLECTION.glob("*/*"))


def letters(text: str) -> str:
    """Letters and digits alone: what no line break, table rule or heading mark can change."""
    return "".join(character for character in text if character.isalnum())


def render(folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, "-m", "tests.collections.render", str(folder)], cwd=ROOT, check=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/*")}


@pytest.fixture(scope="module")
def rendered(
    tmp_path_factory: pytest.TempPathFactory, require: Callable[[bool, str], None]
) -> dict[str, bytes]:
    for path, package in FONTS:
        require(path.exists(), f"needs {path}: apt-get install {package}")
    return render(tmp_path_factory.mktemp("rendered"))


def test_every_source_is_rendered_and_nothing_else_lies_there(rendered: dict[str, bytes]) -> None:
    assert sorted(rendered) == RENDERED
    assert len(RENDERED) == len(list(SOURCES.glob("*/*.md")))


def test_rendering_twice_gives_the_same_bytes(rendered: dict[str, bytes], tmp_path: Path) -> None:
    assert render(tmp_path) == rendered


def test_formats_that_need_no_library_are_committed_as_rendered(rendered: dict[str, bytes]) -> None:
    committed = {name: (COLLECTION / name).read_bytes() for name in RENDERED}
    for name in RENDERED:
        assert not name.endswith(WITHOUT_LIBRARIES) or rendered[name] == committed[name], name


@pytest.mark.parametrize("name", RENDERED)
def test_reading_gives_the_text_of_the_source_and_no_more(name: str) -> None:
    source = (SOURCES / name).with_suffix(".md").read_text(encoding="utf-8")
    body = source.split("---\n", maxsplit=2)[2]
    assert letters(read_file(COLLECTION / name).text) == letters(body)


def test_the_collection_is_small() -> None:
    assert sum((COLLECTION / name).stat().st_size for name in RENDERED) < 1_500_000
