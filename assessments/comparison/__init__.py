"""Rounds beside each other: those of one organisation, of its units, and of all organisations of a year.

Everything here is read from what the services stored (``RoundResult``, ``ResultLine``, ``Score``), nothing
is computed anew. ``shape.py`` and ``findings.py`` are pure; ``reading.py`` asks the database.
"""
