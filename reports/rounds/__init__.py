"""Documents of assessments: the report of a round, its score sheet and strip, and briefings.

``flow`` writes headings, paragraphs and numbered tables one after the other; ``files`` keeps what was made.
"""
