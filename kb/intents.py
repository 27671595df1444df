"""Intents: what kind of answer a question wants, told from its words and from what it names."""

import re
from typing import Literal

from corpus.identifiers import Reference
from corpus.normalize import fold
from kb.questions import QuestionKind, question_of

Intent = Literal["comparison", "relation", "validity", "provision", "definition", "known_item", "topic"]

_COMPARED = re.compile(
    r"(?<!\w)(?:so sanh|doi chieu|khac (?:nhau|gi|voi|biet)|compar\w{0,7}|versus|vs\.?|differ\w{0,6})(?!\w)|비교|대비|차이"
)
_DEFINED = re.compile(
    r"(?<!\w)(?:la gi|nghia la|dinh nghia|khai niem|the nao la|duoc hieu|what (?:is|are|does)|mean(?:s|ing)?|definitions?|define)(?!\w)"
    r"|정의|무엇|뜻|의미|(?:이란|란)\s*\??$"
)
_RELATIONS: frozenset[QuestionKind] = frozenset({"replaced_by", "amended_by", "guided_by", "based_on"})


def intent_of(text: str, reference: Reference | None) -> Intent:
    """What is wanted: to compare, to learn what acts on a document or whether it holds, a provision, a meaning, a document, or a topic.

    Args:
        text: The question in NFC.
        reference: What it names.
    """
    plain = fold(text).text
    if _COMPARED.search(plain):
        return "comparison"
    asked = question_of(reference.rest) if reference and (reference.number or reference.titles) else None
    if asked:
        return "relation" if asked in _RELATIONS else "validity"
    if reference and reference.anchors:
        return "provision"
    if _DEFINED.search(plain):
        return "definition"
    return "known_item" if reference else "topic"
