"""Linqiao: software with which the neighbours of a housing compound run a time of confinement."""

__version__ = "0.1.0"
