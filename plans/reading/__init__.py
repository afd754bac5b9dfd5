"""Reading tables of others: what was pasted or handed in as a file becomes rows of a part.

``clipboard`` makes a ``grid`` of what was pasted, ``headers`` finds out what its columns hold, ``rows`` reads
its lines. Nothing here asks or writes the database.
"""
