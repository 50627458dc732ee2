"""Bulletins: figures that compute themselves, the campaign at a glance, the story of a request."""
