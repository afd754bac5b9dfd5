"""Documents of monitoring: reports of six months, of the year and of rounds, with photos, for a meeting.

``reading`` reads what was reported of a plan in a stretch of time; the other modules write it down.
"""
