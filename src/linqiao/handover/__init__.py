"""Handover: the compound passes to its community without a seam, then personal data is erased."""
