"""The floor: the smallest honest app on our stack that does the work of the portal's pages.

Same libraries, same checks (sign-in by a row in the database, CSRF, rights, a
tenant filter in every query and row-level security under it), none of the
portal's features. It is written plainly, as a good engineer would in a day, and
tuned nowhere: what the portal wins by its shape, it wins over this.
"""
