"""The code charts: complete, reversible, and the same as those of the C library."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping

import pytest

from corpus.legacy.syllables import is_syllable
from corpus.legacy.tables import ALPHABET, TCVN5712_1, VISCII, VNI, VPS


@pytest.mark.parametrize("table", [TCVN5712_1, VISCII, VPS], ids=["tcvn5712-1", "viscii", "vps"])
def test_each_letter_stands_at_one_byte(table: Mapping[str, str]) -> None:
    latin = {seen: letter for seen, letter in table.items() if seen <= "\xff"}
    assert set(latin.values()) == ALPHABET
    assert Counter(latin.values()).most_common(1)[0][1] == 1


def test_vni_spells_every_letter() -> None:
    # á í ó à and the like are pairs in VNI; only the i with acute or grave is the letter itself.
    assert set(VNI.values()) == ALPHABET - set("íìÍÌ")


@pytest.mark.parametrize(("name", "table"), [("TCVN5712-1", TCVN5712_1), ("VISCII", VISCII)])
def test_charts_agree_with_the_c_library(name: str, table: Mapping[str, str]) -> None:
    program = shutil.which("iconv")
    if program is None:
        pytest.skip("no iconv on this machine to compare with")
    for byte in range(0x01, 0x100):
        done = subprocess.run(
            [program, "-f", name, "-t", "UTF-8"], input=bytes((byte,)), capture_output=True, check=False
        )
        if b"not supported" in done.stderr:
            pytest.skip(f"this iconv does not know {name}")
        theirs = done.stdout.decode() if done.returncode == 0 else ""
        if theirs in ALPHABET:
            assert table[chr(byte)] == theirs
        else:
            assert chr(byte) not in table


@pytest.mark.parametrize(
    "word",
    [
        "các",
        "một",
        "tiên",
        "tiến",
        "nghĩa",
        "quyết",
        "định",
        "giếng",
        "gì",
        "uống",
        "ương",
        "khuya",
        "thuở",
        "Đảng",
        "ở",
        "Ý",
        "quốc",
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "cac",
        "cãc",
        "mòt",
        "tiẽn2",
        "décret",
        "señor",
        "größer",
        "nă",
        "ơơ",
        "dộcret",
        "tién",
        "quyét",
        "muón",
        "ñoäc",
        "thìì",
        "cỦ",
    ],
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
