"""What people type is kept until it is saved."""

from organisations.services.drafts import keep_draft
from tests.factories import UserFactory


def test_version_that_no_row_can_have_is_kept_as_one_that_the_database_holds(db: None) -> None:
    draft = keep_draft(by=UserFactory(), form="round", key="1", data={"a": "ก"}, base_version=10**17)

    draft.refresh_from_db()
    assert (draft.data, draft.base_version) == ({"a": "ก"}, 2**31 - 1)
