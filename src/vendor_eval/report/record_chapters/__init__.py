"""The chapters that the decision record has and the report has not."""
