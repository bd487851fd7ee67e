"""What a careful reader would remark on a decision: one module a theme, and the verb that collects all of it."""
