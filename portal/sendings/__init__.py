"""Letters in the organisation's own words, and sending one to many people."""
