"""The year as one round picture, and as a list."""
