"""Scores to results, by the framework's rules: pure arithmetic in exact fractions, no models, no queries.

``shape``: what of a framework counts. ``engine``: scores to indicators, instruments, total. ``rating``: which
rating a result has and what the next better one lacks. ``what_if``: what to raise. ``from_facts``: a
framework's file to its shape. ``shown``: how a score is printed.
"""
