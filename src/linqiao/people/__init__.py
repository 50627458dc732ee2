"""People: volunteers, consent, the team and its groups, tasks, and outside partners."""
