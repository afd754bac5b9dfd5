"""Every layout, found by its file: a module of this package that declares ``LAYOUT``."""

import pkgutil
from functools import cache
from importlib import import_module

from ita_portal.tables.layout import Layout


class UnknownLayoutError(LookupError):
    """No layout has that key."""


@cache
def all_layouts() -> dict[str, Layout]:
    """Layouts by key, in the order of their file names."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return {module.LAYOUT.key: module.LAYOUT for module in modules}


def offered_layouts() -> list[Layout]:
    """The layouts of the tables that people begin themselves."""
    return [layout for layout in all_layouts().values() if layout.offered]


def layout_for(key: str) -> Layout:
    """The layout of that key; raises UnknownLayoutError."""
    try:
        return all_layouts()[key]
    except KeyError:
        raise UnknownLayoutError(key) from None
