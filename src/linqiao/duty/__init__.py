"""Duty: posts, their shifts, who stood them, and what the next shift must know."""
