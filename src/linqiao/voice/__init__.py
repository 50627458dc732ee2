"""Voice: talks with outside partners, their follow-ups, residents' feedback and its answers."""
