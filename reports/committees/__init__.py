"""Papers of committees: the roster, orders, sign-in sheets, invitations and minutes.

``roster`` and ``sign_in`` write documents, ``order``, ``invitation`` and ``minutes`` letters; ``files`` keeps
what was made.
"""
