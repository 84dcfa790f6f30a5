"""People: one register per organisation. Who is in it needs no account."""
