"""What counts for the funder: dated rules, and what they say of an activity."""
