"""Medicine: needs, prescriptions, sources, purchases and deliveries, with a small book."""
