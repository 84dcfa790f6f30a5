"""Peers: trained volunteers with own experience of the illness, and what each of them still lacks."""
