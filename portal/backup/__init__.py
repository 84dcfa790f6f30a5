"""A backup is one archive: the database, the files, and a manifest that says what must be in it."""
