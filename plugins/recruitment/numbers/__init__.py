"""How many members there are on a day, where they live, how long they stay, and who could be won back."""
