from django.urls import URLPattern, URLResolver, path

from organisations.urls import committees, evidence, meetings, notices, trails
from organisations.views import (
    letters,
    letters_acts,
    letters_writing,
    memberships,
    organisations,
    users,
    years,
)
from organisations.views.styleguide import styleguide

app_name = "organisations"

urlpatterns: list[URLPattern | URLResolver] = [
    *committees.urlpatterns,
    *meetings.urlpatterns,
    *trails.urlpatterns,
    *evidence.urlpatterns,
    *notices.urlpatterns,
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/add/", organisations.organisation_create_root, name="organisation-create-root"),
    path("organisations/<int:pk>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisations/<int:pk>/add/", organisations.organisation_create, name="organisation-create"),
    path("organisations/<int:pk>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path(
        "organisations/<int:pk>/deactivate/",
        organisations.organisation_deactivate,
        name="organisation-deactivate",
    ),
    path(
        "organisations/<int:pk>/activate/", organisations.organisation_activate, name="organisation-activate"
    ),
    path(
        "organisations/<int:pk>/people/add/",
        memberships.organisation_add_person,
        name="organisation-add-person",
    ),
    path("organisations/<int:pk>/years/", years.year_list, name="year-list"),
    path("organisations/<int:pk>/years/add/", years.year_create, name="year-create"),
    path("years/<int:pk>/edit/", years.year_edit, name="year-edit"),
    path("users/", users.user_list, name="user-list"),
    path("users/add/", users.user_create, name="user-create"),
    path("users/<int:pk>/", users.user_detail, name="user-detail"),
    path("users/<int:pk>/edit/", users.user_edit, name="user-edit"),
    path("users/<int:pk>/invite/", users.user_invite, name="user-invite"),
    path("users/<int:pk>/deactivate/", users.user_deactivate, name="user-deactivate"),
    path("users/<int:pk>/activate/", users.user_activate, name="user-activate"),
    path("users/<int:pk>/roles/add/", memberships.membership_create, name="membership-create"),
    path("roles/<int:pk>/edit/", memberships.membership_edit, name="membership-edit"),
    path("roles/<int:pk>/end/", memberships.membership_end, name="membership-end"),
    path("roles/<int:pk>/remove/", memberships.membership_remove, name="membership-remove"),
    path("letters/", letters.letter_list, name="letter-list"),
    path("letters/new/", letters_writing.letter_new, name="letter-new"),
    path("letters/receive/", letters_writing.letter_receive, name="letter-receive"),
    path("letters/new/<str:direction>/draft/", letters_writing.letter_new_draft, name="letter-new-draft"),
    path(
        "letters/new/<str:direction>/draft/drop/",
        letters_writing.letter_new_draft_drop,
        name="letter-new-draft-drop",
    ),
    path("letters/<int:pk>/", letters.letter_detail, name="letter-detail"),
    path("letters/<int:pk>/edit/", letters_writing.letter_edit, name="letter-edit"),
    path("letters/<int:pk>/draft/", letters_writing.letter_draft, name="letter-draft"),
    path("letters/<int:pk>/draft/drop/", letters_writing.letter_draft_drop, name="letter-draft-drop"),
    path("letters/<int:pk>/chain/", letters.letter_chain, name="letter-chain"),
    path("letters/<int:pk>/number/", letters_acts.letter_issue, name="letter-issue"),
    path("letters/<int:pk>/cancel/", letters_acts.letter_cancel, name="letter-cancel"),
    path("letters/<int:pk>/marks/new/", letters_acts.letter_mark_new, name="letter-mark-new"),
    path("letters/marks/<int:pk>/delete/", letters_acts.letter_mark_delete, name="letter-mark-delete"),
    path("letters/<int:pk>/scans/new/", letters_acts.letter_scan_new, name="letter-scan-new"),
    path("letters/scans/<int:pk>/", letters_acts.letter_scan, name="letter-scan"),
    path("letters/scans/<int:pk>/delete/", letters_acts.letter_scan_delete, name="letter-scan-delete"),
    path("profile/", users.profile, name="profile"),
    path("styleguide/", styleguide, name="styleguide"),
]
