"""Invented organisations, people and plans with which the portal can be tried."""
