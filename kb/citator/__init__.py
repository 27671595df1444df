"""Who cites whom, and whether a citation holds."""
