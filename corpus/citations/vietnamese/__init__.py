"""Citations in Vietnamese texts: numbers, names, provisions, and what is said of them."""
