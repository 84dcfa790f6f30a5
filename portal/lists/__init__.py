"""Lists that plugins take in from a spreadsheet: read, mapped, checked by the worker, looked through, taken in."""
