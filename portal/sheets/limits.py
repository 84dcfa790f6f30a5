"""How much of a file is read. What is above is refused with a sentence, never cut off unseen."""

from portal.config import MAX_BODY_BYTES

#: of the file as it is sent; no page takes more
BYTES = MAX_BODY_BYTES
#: of what is packed in an .xlsx or .docx, counted while unpacking and not as the file says of itself
UNPACKED_BYTES = 60 * 1024 * 1024
SHEETS = 30
ROWS = 20_000
COLUMNS = 100
CELLS = 400_000
CHARACTERS = 500_000
#: of all cells of a spreadsheet together: one long text can stand in many cells of a small .xlsx
SHEET_CHARACTERS = 4_000_000
#: of one cell; Excel's own limit
CELL_CHARACTERS = 32_767
#: of the process that reads
MEMORY_BYTES = 256 * 1024 * 1024
SECONDS = 5
