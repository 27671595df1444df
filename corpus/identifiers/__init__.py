"""What identifies documents and provisions: types, issuers, numbers, works, anchors, titles, and references to them."""

from corpus.identifiers.akoma import AkomaName, akoma_name
from corpus.identifiers.anchors import Anchor, Step
from corpus.identifiers.expressions import Identifier, expression_of
from corpus.identifiers.issuers import issuer_name, issuer_token
from corpus.identifiers.numbers import DocumentNumber, number_key
from corpus.identifiers.references import Reference, parse_reference
from corpus.identifiers.succession import exists_on, predecessors, successors
from corpus.identifiers.titles import full_title, title_key
from corpus.identifiers.types import type_name, type_token
from corpus.identifiers.works import promulgation_id, register_id, work_id

__all__ = [
    "AkomaName",
    "Anchor",
    "DocumentNumber",
    "Identifier",
    "Reference",
    "Step",
    "akoma_name",
    "exists_on",
    "expression_of",
    "full_title",
    "issuer_name",
    "issuer_token",
    "number_key",
    "parse_reference",
    "predecessors",
    "promulgation_id",
    "register_id",
    "successors",
    "title_key",
    "type_name",
    "type_token",
    "work_id",
]
