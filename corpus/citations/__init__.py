"""Citations: what a text refers to, with exact spans, resolved as far as the text itself tells."""
