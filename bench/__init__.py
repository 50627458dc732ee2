"""Measures, side by side in one run: ratios hold on a busy machine, seconds do not."""
