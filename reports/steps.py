"""A line of the step list, as every part of the home page gives it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step or task; ``state`` is what the step list shows: done, current, todo, returned or signed."""

    title: str
    state: str
    text: str = ""
    url: str = ""
