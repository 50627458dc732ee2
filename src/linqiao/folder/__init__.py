"""A campaign folder: read and checked as a whole, replayed through the door, written again."""
