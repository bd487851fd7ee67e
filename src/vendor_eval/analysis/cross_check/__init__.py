"""The same decision by other methods: how far they agree, and why they differ."""
