"""Scores and counts that people type, paste or keep in files, to values. Pure: no models, no queries."""
