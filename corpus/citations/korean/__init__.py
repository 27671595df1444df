"""Citations in Korean texts: titles, numbers, provisions, and what is said of them."""
