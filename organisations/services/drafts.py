"""Keeping what people type until it is saved."""

from typing import Any

from organisations.models import Draft, User

MAX_CHARACTERS = 400_000
_HIGHEST_VERSION = 2**31 - 1


def keep_draft(*, by: User, form: str, key: str, data: dict[str, Any], base_version: int | None) -> Draft:
    """Keep the fields as typed, in place of what was kept before.

    A version that no row can have is kept as the highest: it is nobody's, and whoever sent it is told so.
    """
    if base_version is not None:
        base_version = min(base_version, _HIGHEST_VERSION)
    draft, _ = Draft.objects.update_or_create(
        user=by, form=form, key=key, defaults={"data": data, "base_version": base_version}
    )
    return draft


def drop_draft(*, by: User, form: str, key: str) -> None:
    """Forget the draft: it was saved, or put aside by its writer."""
    draft = Draft.objects.filter(user=by, form=form, key=key).first()
    if draft is not None:
        draft.delete()  # alone, and so without the transaction that deleting a set takes
