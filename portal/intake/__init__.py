"""A plan's text or document becomes a draft tree of areas, goals and actions."""
