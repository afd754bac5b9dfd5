"""Checks of a plan while it is written: a list with links, never a bar to writing."""

import pkgutil
from importlib import import_module


def register_all() -> None:
    """Import every module of this package, so that its checks stand in the register."""
    for info in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{info.name}")
