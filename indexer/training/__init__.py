"""Training: how the query adapters in `indexer.encoders` are made from questions and the articles that answer them.

Nothing here runs when VKB is used. `docs/training.md` has the recipe and what came of it.
"""
