"""Documents of monitoring: reports of half a year and of the year, with photos, and for a meeting."""
