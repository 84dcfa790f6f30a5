"""Two rows of the register that are one person: found, laid side by side, and made one with nothing lost."""
