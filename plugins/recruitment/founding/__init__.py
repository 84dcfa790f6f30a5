"""Founding a branch: a project with steps, candidates, and what it does in its first year. Row R17."""
