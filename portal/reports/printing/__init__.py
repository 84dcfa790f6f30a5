"""A report on paper: a page of its own, printed to PDF by a process of its own."""
