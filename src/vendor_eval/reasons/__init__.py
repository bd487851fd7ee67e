"""The verbs that explain, and the phrases that they share."""
