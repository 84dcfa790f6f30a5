"""Plans and goals: where an organisation wants to go, and how far it has come."""
