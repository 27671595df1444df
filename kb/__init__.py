"""What a question gets: query, retrieval, fusion, highlights, and the measures that judge them."""
