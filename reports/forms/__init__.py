"""Forms of the reports room; none of them saves."""
