"""The chapters of the report, one a file: each takes the runs and returns plain records."""
