"""What recruitment shows in the demo."""
