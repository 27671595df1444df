"""What a text is: reading files, normal forms, identifiers, structure, and the passages a search can find."""
