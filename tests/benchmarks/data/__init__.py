"""What the databases are filled with before anything is measured."""
