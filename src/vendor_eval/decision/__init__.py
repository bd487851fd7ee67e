"""The nouns: what is decided, by which criteria, on what evidence."""
