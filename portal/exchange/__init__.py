"""What organisations share they send: connections between two of them, and the letters in between.

Nothing reads across the walls. A letter is written at both ends in one
transaction; only this package changes the scope inside one.
"""
