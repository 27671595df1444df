"""How good the answers are: test collections, measures, significance, and reports."""
