"""Joining: an enrolment comes in, is confirmed by whom it is about, and becomes a membership."""
