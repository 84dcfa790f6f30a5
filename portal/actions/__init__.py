"""Actions at work: the matrix, the catalogue, steps, results."""
