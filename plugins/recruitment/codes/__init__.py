"""Codes: short addresses for posters and events that lead to the enrolment form, and what they brought."""
