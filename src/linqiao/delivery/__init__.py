"""Delivery: from the store through a volunteer's hands to the door,
and what goes wrong on the way.
"""
