"""Its table does not say what it holds about people."""
