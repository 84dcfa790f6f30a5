"""The action matrix: which of a plan's actions are shown, and what stands in each row."""
