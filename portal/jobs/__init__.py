"""Work that no page waits for: claimed by lease from our own tables."""
