"""Bridging: what a question asks, brought into the other languages of a knowledge base.

Words of one language are not found in another, and a multilingual encoder knows little of law. So the terms of a question are looked
up in a glossary, and what the other language calls them is searched for, by words and by meaning.
"""

from kb.bridging.bridge import Bridge, BridgedTerm, bridge
from kb.bridging.glossary import Glossary, load_glossary
from kb.bridging.means import QuestionMeans

__all__ = ["Bridge", "BridgedTerm", "Glossary", "QuestionMeans", "bridge", "load_glossary"]
