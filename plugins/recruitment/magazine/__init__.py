"""The members' magazine: how each gets it, labels for the post, and addresses for whoever packs it."""
