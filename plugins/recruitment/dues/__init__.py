"""Dues: what a member pays a year, how she is asked for it, and what the bank says that came in."""
