"""Citations, relations and effects as JSON; what has its default value is left out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from corpus.citations.models import Citation
from corpus.models import Span
from corpus.relations.models import Effect, Relation

Statement = Citation | Relation | Effect


def pack(statement: Statement) -> str:
    """One of them as a JSON object."""
    return json.dumps(_object(statement), ensure_ascii=False, separators=(",", ":"))


def unpack_citation(packed: str) -> Citation:
    """Reverse of `pack`."""
    return _citation(json.loads(packed))


def unpack_relation(packed: str) -> Relation:
    """Reverse of `pack`."""
    found = json.loads(packed)
    for end in ("actor", "target"):
        found[end] = _citation(found[end]) if found.get(end) else None
    return Relation(**_typed(found, {"date": None}))


def unpack_effect(packed: str) -> Effect:
    """Reverse of `pack`."""
    return Effect(**_typed(json.loads(packed), {"date": None}))


def _object(statement: Any) -> dict[str, Any]:  # noqa: ANN401  (any of the three dataclasses)
    return {
        field.name: _object(value) if is_dataclass(value) else value
        for field in fields(statement)
        if (value := getattr(statement, field.name)) is not None
        and (field.default is MISSING or value != field.default)
    }


def _citation(found: dict[str, Any]) -> Citation:
    return Citation(**_typed(found, {}))


def _typed(found: dict[str, Any], missing: Mapping[str, None]) -> dict[str, Any]:
    """The fields with lists as tuples and spans as spans."""
    typed = {
        name: _AS_SPAN.get(name, _tuple)(value) if isinstance(value, list) else value
        for name, value in found.items()
    }
    return {**missing, **typed}


def _span(ends: list[int]) -> Span:
    return Span(*ends)


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(value) if isinstance(value, list) else value for value in values)


_AS_SPAN: Mapping[str, Callable[[list[Any]], tuple[Any, ...]]] = {"span": _span, "evidence": _span}
