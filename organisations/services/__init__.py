"""Writes of the organisations room: keyword-only, ``by=`` a person, atomic, each with its audit entry."""
