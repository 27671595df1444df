"""Back ends: implementations of `indexer.models.SearchBackend`."""
