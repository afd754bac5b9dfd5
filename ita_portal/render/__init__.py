"""Documents: a plan's tables as html, pdf and xlsx, all made from the one ``tables.Table``.

Pure: no models, no queries, no settings. Rooms inside, left to right: ``document`` (what is printed) ←
``text`` and ``fonts`` ← ``html`` ← ``pdf``; ``xlsx`` stands beside them.
"""
