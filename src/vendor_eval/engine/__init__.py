"""Numbers only: how values, weights and chances become totals, ranks and shares (numpy; scipy where needed)."""
