"""The pipeline from a hand-written spec to a wheel."""
