"""The board's page: where members come from, how far each enrolment came, the goal, and what to do next."""
