"""Its table belongs to no organisation."""
