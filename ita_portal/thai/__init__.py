"""How Thai offices write digits, months, years, periods, money and names, read and written.

Pure functions over text, numbers and dates: no models, no queries, no Django. This is the only room that
converts between the Buddhist era and the Gregorian calendar; everywhere else `fiscal_year` is a Buddhist-era
number and a date is a `datetime.date`. Text that a person typed never raises in a `read_amount` or a
`read_period`, which say what was understood and, in Thai, what was not; a `parse_*` function and the smaller
`read_*` ones raise ValueError with a Thai message.

Import the module that has the purpose: digits, months, year_month, fiscal, dates, amounts, period, collation,
breaking.
"""
