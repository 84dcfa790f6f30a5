"""Spreadsheets and documents: read in a process of their own with limits, written safe against formulas."""
