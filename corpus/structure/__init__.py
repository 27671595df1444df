"""The hierarchy of a document: which numbered units it has, and where each begins and ends."""
