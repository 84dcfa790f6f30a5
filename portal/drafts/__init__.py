"""What was read in and waits for a yes: a plan's text, a filled-in matrix, last year's activities."""
