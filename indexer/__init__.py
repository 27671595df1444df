"""What an index is: analyzers, encoders, catalog, lexical and vector index, and the generations that publish them."""
