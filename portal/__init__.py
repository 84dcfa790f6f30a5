"""Medvirke: the portal's core."""
