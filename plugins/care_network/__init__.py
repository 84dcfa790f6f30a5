"""Care network: groups of resource persons that meet each half-year."""
