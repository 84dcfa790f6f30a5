"""A list of members from elsewhere: what a row says, whom it is about, what becomes of it."""
