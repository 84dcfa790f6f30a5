"""The list out to a spreadsheet: at once, or by the worker where it is long."""
