"""Long forms in parts with a title each."""

from collections.abc import Iterator

from django.forms import BaseForm, BoundField

Sections = tuple[tuple[str, tuple[str, ...]], ...]


class Sectioned(BaseForm):
    """A form that names its parts in SECTIONS; a field that this form lacks is passed over."""

    SECTIONS: Sections = ()

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Each part's title with its fields."""
        for title, names in self.SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]
