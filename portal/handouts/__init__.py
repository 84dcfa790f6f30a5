"""All that is kept about somebody, in one file for her (GDPR Art. 15 and 20)."""
