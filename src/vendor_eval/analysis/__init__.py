"""The verbs that judge: each takes a decision and returns a frozen result."""
