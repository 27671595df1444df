"""Runs a file of domain cases through the parsers and says which pass.

    python tests/cases.py FILE

FILE holds one object a line: ``lang``, ``kind``, ``input``, ``expected`` and ``note``. Only the keys that ``expected`` has are
compared; null means that nothing may be filled. The last line is ``N of M passed``.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.citations.find import find_citations
from corpus.citations.models import Citation
from corpus.dates import find_dates
from corpus.header import read_header
from corpus.header.details import read_details
from corpus.header.supplements import read_supplement
from corpus.identifiers import DocumentNumber, full_title, issuer_name, title_key
from corpus.languages import detect_language
from corpus.legacy.repair import repair
from corpus.models import Header
from corpus.normalize import clean, fold, key
from corpus.normalize.suspicion import suspected
from corpus.readers.text.encodings import decode
from corpus.structure.history import amended_on
from corpus.structure.parsing import parse_structure
from tests.cases_queries import query

Fields = Mapping[str, Any]


def stored(text: str) -> str:
    """The text as a reader stores it: legacy letters repaired, then cleaned."""
    return clean(repair(text).text).text


# One function for each kind: from a case to what the parsers say, under the names that the cases use


def citations(case: Fields) -> Fields:
    """``citations`` in the order of the text, and the ``relations`` between documents that the text states."""
    found = find_citations(stored(case["input"]), case["expected"].get("context"))
    return {
        "citations": [_citation(one) for one in found],
        "relations": [[one.subject or "this", one.relation, one.id] for one in found if one.relation],
        "context": case["expected"].get("context"),
    }


def _citation(one: Citation) -> Fields:
    return {
        **{
            name: getattr(one, name)
            for name in ("type", "year", "symbol", "title", "id", "id_pattern", "date", "ref", "via", "unit")
        },
        **{name: getattr(one, name) for name in ("relation", "note", "candidates", "warnings")},
        "name": one.title,
        "no": one.number,
        "case_no": one.number,
        "code": one.symbol,
        "kind": one.symbol,
        "form": one.symbol,
        "issuers": list(one.issuers),
        "agency": one.issuers[0] if one.issuers else None,
        "court": one.issuers[0] if one.issuers else None,
        "provisions": list(one.provisions),
        "provision_ranges": [list(ends) for ends in one.ranges],
        "system": "party" if "/" in (one.symbol or "") else "state",
        "symbol_as_printed": one.symbol_printed,
        "symbol_variant": "year_in_number" if "year_in_number" in one.warnings else None,
        "draft": "draft" in one.warnings,
    }


def header(case: Fields) -> Fields:
    """The header of the document, or of the supplementary provision, that the text begins with."""
    text = stored(case["input"])
    supplement = read_supplement(text)
    if supplement:
        return {"block": "buchik", "promulgation_no": supplement.number, "promulgated": supplement.promulgated,
                "amending_law": supplement.amending}  # fmt: skip
    language = detect_language(text)
    found, _ = read_header(text, {}, language)
    details = read_details(text, found)
    known = {name: value for name, value in asdict(details).items() if value}
    return _header(found) | known | {"addressees": list(details.addressees)}


def _header(found: Header) -> dict[str, Any]:
    number = DocumentNumber.parse(found.number) if found.number else None
    return {
        "type": found.type,
        "kind": re.sub(r"^.*(?=고시|훈령|예규|공고|지침|조례|규칙)", "", number.symbol) if number else None,
        "no": number.number if number else None,
        "promulgation_no": number.number if number else None,
        "year": int(found.issued[:4]) if found.issued else None,
        "symbol": number.symbol if number else None,
        "unit": number.symbol.partition("-")[2] if number and number.form == "C" else None,
        "issuer": found.issuer_name,
        "agency": issuer_name(found.issuer) if found.issuer else None,
        "date": found.issued if found.issued and len(found.issued) == len("2018-08-01") else None,
        "issued": found.issued,
        "promulgated": found.issued,
        "effective": found.effective,
        "title": found.title,
        "id": found.work_id,
        "revision": found.revision,
        "is_state_document": found.number is not None,
    }


def date(case: Fields) -> Fields:
    """The first date of the text."""
    found = find_dates(stored(case["input"]))
    if not found:
        return {"iso": None, "error": "none"}
    first = found[0]
    invalid = first.iso is None and first.relative is None
    return {
        "iso": first.iso, "precision": first.precision, "role": first.role, "relative": first.relative,
        "error": "invalid" if invalid else None,
    }  # fmt: skip


def normalised(case: Fields) -> Fields:
    """The stored text, its forms, the encoding that was repaired, and what looks damaged."""
    given = case["input"]
    if given.startswith("bytes:"):
        decoded = decode(bytes.fromhex(given.removeprefix("bytes:")))
        return {"encoding": decoded.encoding, "text": clean(decoded.text).text}
    repaired = repair(given)
    text = clean(repaired.text).text
    damage = suspected(text)
    return {
        "encoding": repaired.repairs[0].encoding if repaired.repairs else None,
        "text": text, "key": key(text).text, "fold": fold(text).text,
        "suspect": damage.code if damage else None, "suggest": damage.suggestion if damage else None,
    }  # fmt: skip


def structure(case: Fields) -> Fields:
    """Anchors of all numbered units in order, titles, and the notes on amendments."""
    text = stored(case["input"])
    root, diagnostics = parse_structure(text, case["lang"])
    units = [unit for unit in root.walk() if unit.kind not in {"document", "text"}]
    parents = [one.id for one in find_citations(text) if one.relation == "enacts"]
    return {
        "nodes": [unit.anchor for unit in units],
        "titles": {unit.anchor: unit.title for unit in units},
        "amended": {unit.anchor: list(amended_on(text, unit).text) for unit in units},
        "title_amended": {unit.anchor: list(amended_on(text, unit).title) for unit in units},
        "warnings": [diagnostic.code for diagnostic in diagnostics],
        "parent": parents[0] if parents else None,
    }


KINDS: Mapping[str, Callable[[Fields], Fields]] = {
    "citation": citations, "docheader": header, "date": date, "normalise": normalised, "structure": structure, "query": query,
}  # fmt: skip


# Comparing


def differences(expected: object, came: object, path: str = "") -> list[str]:
    """What of the expectation did not come, one line each; keys that are not expected do not count."""
    if isinstance(expected, dict):
        fields = came if isinstance(came, Mapping) else {}
        return [
            line
            for name, value in expected.items()
            for line in differences(value, fields.get(name), f"{path}.{name}")
        ]
    if isinstance(expected, list) and path.endswith((".citations",)):
        return _in_order(expected, came if isinstance(came, list) else [], path)
    return (
        []
        if _same(expected, came, path.rsplit(".", 1)[-1])
        else [f"{path[1:]}: expected {expected!r}, came {came!r}"]
    )


def _in_order(expected: list[object], came: list[object], path: str) -> list[str]:
    if len(expected) != len(came):
        told = [
            {name: value for name, value in one.items() if value} for one in came if isinstance(one, Mapping)
        ]
        return [f"{path[1:]}: expected {len(expected)}, came {len(came)}: {told}"]
    pairs = enumerate(zip(expected, came, strict=True))
    return [line for index, (one, other) in pairs for line in differences(one, other, f"{path}[{index}]")]


def _same(expected: object, came: object, name: str) -> bool:
    compare = _COMPARED.get(name)
    if compare and isinstance(came, type(expected)) and expected is not None:
        return compare(expected, came)
    return expected == came or (expected == [] and came is None)


def _titles(expected: str, came: str) -> bool:
    return title_key(expected) in {title_key(came), title_key(full_title(came) or came)}


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(("title", "name", "former_title", "amending_law"), _titles),
    **dict.fromkeys(("warnings", "doc_ids", "also_see"), lambda expected, came: set(expected) <= set(came)),
    "not_doc_ids": lambda expected, came: not came or came[0] not in expected,
    "issuer": lambda expected, came: expected.lower() == came.lower(),
    "relations": lambda expected, came: sorted(map(str, expected)) == sorted(map(str, came)),
}
"""Fields that agree without being equal."""


def check(case: Fields) -> list[str]:
    """The differences of one case; an error is one too."""
    try:
        return differences(case["expected"], KINDS[case["kind"]](case))
    except Exception as error:  # noqa: BLE001 - one case must not end the run
        return [f"{type(error).__name__}: {error}"]


def main(path: str) -> int:
    """Prints passes by kind and language, every failure, and the count; 0 when all pass."""
    cases = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    passed: Counter[tuple[str, str]] = Counter()
    for number, case in enumerate(cases, 1):
        found = check(case)
        passed[case["kind"], case["lang"]] += not found
        if found:
            print(f"line {number} {case['kind']} {case['lang']}: {case['input'][:160]!r}")  # noqa: T201
            print("\n".join(f"    {line}" for line in found))  # noqa: T201
    total = Counter((case["kind"], case["lang"]) for case in cases)
    for group in sorted(total):
        print(f"{group[0]:10} {group[1]}  {passed[group]} of {total[group]}")  # noqa: T201
    print(f"{passed.total()} of {len(cases)} passed")  # noqa: T201
    return 0 if passed.total() == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
