"""The page that somebody sees first: what is due for her, and how it is going."""
