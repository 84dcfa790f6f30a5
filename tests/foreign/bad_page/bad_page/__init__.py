"""One of its pages states no right."""
