"""How the guards break a constraint."""

from collections.abc import Callable
from typing import Any

from django.db import models


def having(make: Callable[[], Any], **values: Any) -> Callable[[], models.Model]:
    """A valid object to which something forbidden is then done; "itself" stands for the object."""

    def broken() -> models.Model:
        found = make()
        for name, value in values.items():
            setattr(found, name, found if value == "itself" else value)
        return found

    return broken


def second(make: Callable[..., Any], *shared: str, change: Callable[[Any], Any] = lambda value: value) -> Any:
    """An object that takes over from another what only one may have."""

    def broken() -> models.Model:
        first, other = make(), make()
        for name in shared:
            setattr(other, name, change(getattr(first, name)))
        return other

    return broken
