"""What documents do to other law, and when they take and lose effect, as their sentences say."""

from corpus.relations.effects import effect_notes, find_effects
from corpus.relations.find import find_relations
from corpus.relations.models import Effect, Relation

__all__ = ["Effect", "Relation", "effect_notes", "find_effects", "find_relations"]
