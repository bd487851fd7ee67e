"""The languages that explanations, reports and letters are in: one catalogue of phrases each."""
