"""The report: one HTML file that works offline, and Markdown with the same content."""
