"""From a plan's text to lines with what each is taken for. A guess: people correct it before it counts."""
