"""Organisations: their units, who has access, which plugins are on, and the platform that holds them."""
