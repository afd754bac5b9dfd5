"""The table model: what a plan's table holds, how a layout prints it, and the one Table all formats render.

Pure: no models, no queries, no settings. Rooms inside, left to right:
``rows`` (values) ← ``content`` (parts and plans) ← ``layout`` and ``columns`` (declarations) ←
``layouts/`` (one file each) ← ``build`` (a part to a Table), ``to_json`` and ``from_json``.
"""
