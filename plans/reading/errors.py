"""What cannot be read at all."""


class UnreadableError(ValueError):
    """What was handed over is no table that can be taken in; its text is the Thai reason."""
