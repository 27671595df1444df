"""Back ends: implementations of `indexer.seams.SearchBackend`."""
