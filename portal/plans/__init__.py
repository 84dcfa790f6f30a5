"""Plans written and changed: areas, goals, indicators, adoption."""
