"""Dates: what is due, meetings, deadlines and standing items."""
