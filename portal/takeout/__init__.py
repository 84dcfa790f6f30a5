"""Everything that one organisation has here, as one file for itself."""
