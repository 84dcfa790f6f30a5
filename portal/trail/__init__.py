"""The audit trail as people use it: read on a page, sealed in a letter, verified by an operator."""
