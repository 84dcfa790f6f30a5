"""Members: people who belong to the association, as what, in which branch, and since when."""
