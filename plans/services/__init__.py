"""Writes of the plans room: keyword-only, ``by=`` a person, atomic, each with its audit entry.

Every write opens the plan first (``opening.opened``), which raises its version and refuses one whose
state forbids editing. A row is written only from the version its writer saw; otherwise StaleError.
"""
