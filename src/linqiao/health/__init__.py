"""Health: testing sessions with their tubes, and the log of disinfection."""
