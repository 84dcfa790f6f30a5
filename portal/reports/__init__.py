"""The annual report of a plan, on screen, on paper, as a spreadsheet."""
