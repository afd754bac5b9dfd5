"""What a round says in words: the writer, and the tokens by which its numbers stay those of the cells.

``places`` asks the database; the others are pure.
"""
