"""It raises in every hook, and on its page."""
