"""Writes of the reports room."""
