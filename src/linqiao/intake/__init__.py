"""Intake: messages are read, certain entries become requests, uncertain ones wait for a person."""
