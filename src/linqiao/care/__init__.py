"""Care: cases of people who need more than goods, what was done for them, and how it ended."""
