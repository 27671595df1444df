"""Plain text in any encoding, and Markdown."""
