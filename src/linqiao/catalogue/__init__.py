"""The catalogue: what can be ordered, in which unit, step and price."""
