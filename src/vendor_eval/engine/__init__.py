"""Numbers only: how values, weights and chances become totals, ranks and shares (numpy, and scipy where it is needed)."""
