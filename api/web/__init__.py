"""The pages for people: search, reading a document, and the list of documents; they work without JavaScript."""
