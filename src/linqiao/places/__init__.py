"""Places: the compound, its buildings and households, who lives there,
risk zones and announcements.
"""
