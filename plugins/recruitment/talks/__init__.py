"""Elected officers and whether they are trained in recruitment talks. Row R20."""
