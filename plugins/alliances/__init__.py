"""Alliances: joint statements before local elections."""
