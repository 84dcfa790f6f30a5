"""Online meetings for peers, and diagnosis courses with the peers who take part."""
