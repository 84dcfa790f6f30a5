"""Who has left and may be asked to come back, and what she answered."""
