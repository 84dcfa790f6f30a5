"""Letters that remind members of dues that they have not paid."""
