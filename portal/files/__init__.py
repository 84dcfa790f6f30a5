"""Files that belong to one record of one organisation, kept by what is in them."""
