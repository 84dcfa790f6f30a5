"""What people have agreed to, in which words, and what they have withdrawn."""
