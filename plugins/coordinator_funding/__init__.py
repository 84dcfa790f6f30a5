"""Coordinator funding: cancer coordinators that a funder and municipalities pay together."""
