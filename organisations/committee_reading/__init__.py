"""Committees as they stand in the Word and Excel files of their secretaries."""
