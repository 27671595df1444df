"""The runner of domain cases: what it counts, what it tells."""

import json
import subprocess
import sys
from pathlib import Path

RUNNER = Path(__file__).parent / "cases.py"
CASES = [
    {"lang": "vi", "kind": "citation", "input": "Quyết định số 5/QĐ-TTg ngày 1/2/2020",
     "expected": {"citations": [{"id": "vn/qd/ttg/2020/5", "no": "5", "title": None}]}},
    {"lang": "vi", "kind": "citation", "input": "điều kiện", "expected": {"citations": []}},
    {"lang": "vi", "kind": "citation", "input": "Quyết định số 5/QĐ-TTg", "expected": {"citations": []}},
    {"lang": "ko", "kind": "date", "input": "2017. 3. 21.", "expected": {"iso": "2017-03-21"}},
    {"lang": "ko", "kind": "docheader", "input": "부칙 <제5호,2026.5.22>", "expected": {"block": "buchik", "promulgation_no": "5"}},
    {"lang": "ko", "kind": "normalise", "input": "bytes:BDBAB8B6C6AEB5B5BDC3", "expected": {"encoding": "cp949"}},
    {"lang": "ko", "kind": "structure", "input": "제1조(목적) 목적\n① 하나", "expected": {"nodes": ["jo-1", "jo-1.hang-1"]}},
    {"lang": "vi", "kind": "nothing", "input": "", "expected": {}},
]  # fmt: skip


def test_counts_passes_and_shows_what_came_instead(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(json.dumps({**case, "note": ""}) for case in CASES), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, str(RUNNER), str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    lines = done.stdout.splitlines()
    assert lines[-1] == "6 of 8 passed"
    assert done.returncode == 1
    assert "citation   vi  2 of 3" in lines
    assert any(line.startswith("line 3 citation vi") for line in lines)
    assert "vn/qd/ttg/*/5" in done.stdout
    assert "KeyError" in done.stdout
