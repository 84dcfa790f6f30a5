"""Erasing somebody (GDPR Art. 17): what goes, what stays and why, and that it stays so after a backup is put back."""
