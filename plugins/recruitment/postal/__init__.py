"""Which branch a postal code belongs to, by ranges that the association sets."""
