"""How large an own survey may be."""

MOST_GROUPS = 200  # of a survey
MOST_LINKS = 5_000  # of a group
MOST_LINKS_AT_ONCE = 500
MOST_ASKED = 1_000_000  # people of a group
LONGEST_WORDS = 1_000  # of a question, in characters
LONGEST_REMARK = 2_000
