"""Contact surfaces: who is in charge there, what is laid out, when to go there again, and what came of it."""
