"""A round as it is read: what it came to, who answered, its scores as they are typed and pasted."""
