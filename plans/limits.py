"""How large a table, and one act on it, may be: more could be stored, and then no page would show it."""

MAX_ROWS = 5_000  # of one act: an import, a paste, rows added together
MAX_COLUMNS = 60
MAX_CELL = 10_000  # characters of one cell: longer ones fill pages, and nobody reads them in a table
MAX_FIELDS = 200  # texts that a row keeps by name: fields of layouts, and columns by their header
