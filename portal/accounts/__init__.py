"""Who signs in: accounts, sessions, mailed links, and limits on guessing."""
