"""What a round says in words: the writer, and the tokens by which its numbers stay those of the cells.

Everything here is pure; ``assessments.narrative.places`` asks the database.
"""
