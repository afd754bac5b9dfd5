"""Letters about a plan: their prepared texts, and a stored letter as it is printed."""
