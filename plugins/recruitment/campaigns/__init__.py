"""Campaigns: reduced dues between two days, and what they brought."""
