"""Research: the yearly call of the own fund, and applications to it and to Stiftelsen Dam. Row R21."""
