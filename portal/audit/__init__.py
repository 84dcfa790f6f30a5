"""The audit trail: who changed what, and the key that makes a second sending harmless."""
