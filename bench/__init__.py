"""Benchmarks: every module here has ``measure() -> list[Measure]``, and ``python -m bench`` runs them all.

Every number is a ratio of two times taken in turns on the same machine, so that it says the same on any.
"""
