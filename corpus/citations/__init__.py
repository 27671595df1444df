"""Citations: what a text refers to, with exact spans, resolved as far as the text itself tells."""

from corpus.citations.find import find_citations
from corpus.citations.models import Citation, Ref, Relation

__all__ = ["Citation", "Ref", "Relation", "find_citations"]
