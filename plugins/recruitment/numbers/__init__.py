"""How many members there are on a day, where they live, and how long they stay."""
