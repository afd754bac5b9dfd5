"""Who gets what at every address: the table that `test_matrix.py` holds the application to.

The objects belong to the department "medicine" unless said otherwise, so that everybody of "revenue" is
an outsider to them. A row says for GET and for POST who gets through and with which status, and who is
a member and yet refused (403). Everybody else who is signed in finds nothing (404), and who is not
signed in is sent to the sign-in page.
"""

from typing import Any

from tests.cast import CENTRAL
from tests.guards import assessments, monitoring, sign_off
from tests.guards.doors import (
    ADMINISTRATORS,
    REACHING_DOWN,
    READING,
    SECRETARIES,
    SECRETARY,
    SEEING,
    SIGHTED,
    SIGNED_IN,
    UNIT_ADMIN,
    UNIT_ADMINS,
    Door,
    Row,
    act,
    form,
    page,
    question,
)
from tests.guards.stage import Stage

O = "organisations:"  # noqa: E741 - the tables below are read by column
NO_ADMIN = SEEING - ADMINISTRATORS

ORGANISATIONS = [
    page(f"{O}organisation-list", "", SIGNED_IN),
    page(f"{O}organisation-detail", "organisation", SEEING),
    form(f"{O}organisation-create-root", "", frozenset({CENTRAL}), SIGNED_IN - {CENTRAL}),
    form(f"{O}organisation-create", "organisation", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}organisation-edit", "organisation", ADMINISTRATORS, NO_ADMIN),
    question(f"{O}organisation-deactivate", "unit", ADMINISTRATORS, REACHING_DOWN - ADMINISTRATORS),
    act(f"{O}organisation-activate", "unit", ADMINISTRATORS, REACHING_DOWN - ADMINISTRATORS),
    form(f"{O}organisation-add-person", "organisation", ADMINISTRATORS, NO_ADMIN),
    page(f"{O}year-list", "organisation", SEEING),
    form(f"{O}year-create", "organisation", ADMINISTRATORS | SECRETARY, NO_ADMIN - SECRETARY),
    form(f"{O}year-edit", "organisation_year", ADMINISTRATORS | SECRETARY, NO_ADMIN - SECRETARY),
    page(f"{O}user-list", "", UNIT_ADMINS | {CENTRAL}, SIGNED_IN - UNIT_ADMINS - {CENTRAL}),
    form(f"{O}user-create", "", UNIT_ADMINS | {CENTRAL}, SIGNED_IN - UNIT_ADMINS - {CENTRAL}),
    page(f"{O}user-detail", "person", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}user-edit", "person", ADMINISTRATORS, NO_ADMIN),
    act(f"{O}user-invite", "person", ADMINISTRATORS, NO_ADMIN),
    question(f"{O}user-deactivate", "person", ADMINISTRATORS, NO_ADMIN),
    act(f"{O}user-activate", "closed_person", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}membership-create", "person", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}membership-edit", "membership", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}membership-end", "membership", ADMINISTRATORS, NO_ADMIN),
    question(f"{O}membership-remove", "membership", ADMINISTRATORS, NO_ADMIN),
    form(f"{O}profile", "", SIGNED_IN),
    page(f"{O}styleguide", "", frozenset({CENTRAL}), SIGNED_IN - {CENTRAL}),
]

KEEPS_NO_REGISTER = SIGNED_IN - SECRETARIES

LETTERS = [
    page(f"{O}letter-list", "", SIGNED_IN),
    form(f"{O}letter-new", "", SECRETARIES, KEEPS_NO_REGISTER),
    form(f"{O}letter-receive", "", SECRETARIES, KEEPS_NO_REGISTER),
    act(f"{O}letter-new-draft", "direction", SECRETARIES, KEEPS_NO_REGISTER, status=200),
    act(f"{O}letter-new-draft-drop", "direction", SECRETARIES, KEEPS_NO_REGISTER),
    page(f"{O}letter-detail", "letter", SEEING),
    form(f"{O}letter-edit", "letter", SECRETARY, SEEING - SECRETARY),
    act(f"{O}letter-draft", "letter", SECRETARY, SEEING - SECRETARY, status=200),
    act(f"{O}letter-draft-drop", "letter", SECRETARY, SEEING - SECRETARY),
    page(f"{O}letter-chain", "letter", SEEING),
    form(f"{O}letter-issue", "letter", SECRETARY, SEEING - SECRETARY),
    form(f"{O}letter-cancel", "letter", SECRETARY, SEEING - SECRETARY),
    form(f"{O}letter-mark-new", "letter", SECRETARY, SEEING - SECRETARY),
    question(f"{O}letter-mark-delete", "letter_mark", SECRETARY, SEEING - SECRETARY),
    form(f"{O}letter-scan-new", "letter", SECRETARY, SEEING - SECRETARY),
    page(f"{O}letter-scan", "letter_scan", SEEING),
    question(f"{O}letter-scan-delete", "letter_scan", SECRETARY, SEEING - SECRETARY),
]

P = "plans:"
NO_SECRETARY = READING - SECRETARY
WATCHING = SECRETARY | {"auditor@medicine", CENTRAL}  # over the past of a plan
NOT_WATCHING = READING - WATCHING

PLANS = [
    page(f"{P}plan-list", "", SIGNED_IN),
    page(f"{P}followed-list", "", SIGNED_IN),
    form(f"{P}plan-new", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    form(f"{P}plan-import", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    page(f"{P}plan-bin", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    page(f"{P}plan-detail", "plan", READING),
    form(f"{P}plan-edit", "plan", SECRETARY, NO_SECRETARY),
    question(f"{P}plan-delete", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}plan-copy", "plan", SECRETARY, NO_SECRETARY),
    page(f"{P}plan-last-year", "plan", READING),
    act(f"{P}plan-bring-in", "dropped_row", SECRETARY, NO_SECRETARY),
    act(f"{P}plan-restore", "binned_plan", SECRETARY, NO_SECRETARY),
    page(f"{P}plan-editor", "plan", SECRETARY, NO_SECRETARY),
    page(f"{P}plan-checks", "plan", READING),
    page(f"{P}plan-checks-count", "plan", READING),
    act(f"{P}undo", "undo", SECRETARY),
    page(f"{P}plan-history", "plan", WATCHING, NOT_WATCHING),
    page(f"{P}activity-history", "activity", WATCHING, NOT_WATCHING),
    form(f"{P}entry-restore", "past", SECRETARY, NO_SECRETARY),
    Row(
        f"{P}plan-versions",
        "plan",
        Door(200, WATCHING, NOT_WATCHING),
        Door(422, SECRETARY, NO_SECRETARY),
    ),
    page(f"{P}plan-compare", "plan", WATCHING, NOT_WATCHING),
    form(f"{P}version-edit", "version", SECRETARY, NO_SECRETARY),
    question(f"{P}version-delete", "version", SECRETARY, NO_SECRETARY),
    form(f"{P}version-restore-row", "version_row", SECRETARY, NO_SECRETARY),
    form(f"{P}section-new", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}section-edit", "section", SECRETARY, NO_SECRETARY),
    act(f"{P}section-move", "section", SECRETARY, NO_SECRETARY, step="1"),
    question(f"{P}section-delete", "section", SECRETARY, NO_SECRETARY),
    form(f"{P}charter-section-new", "charter", SECRETARY, NO_SECRETARY),
    form(f"{P}plan-facts", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}charter-new", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}charter-edit", "charter", SECRETARY, NO_SECRETARY),
    act(f"{P}charter-move", "charter", SECRETARY, NO_SECRETARY, step="1"),
    question(f"{P}charter-delete", "charter", SECRETARY, NO_SECRETARY),
    page(f"{P}picture", "picture", READING),
    form(f"{P}picture-new", "section", SECRETARY, NO_SECRETARY),
    form(f"{P}picture-edit", "picture", SECRETARY, NO_SECRETARY),
    act(f"{P}picture-move", "picture", SECRETARY, NO_SECRETARY, step="1"),
    question(f"{P}picture-delete", "picture", SECRETARY, NO_SECRETARY),
    form(f"{P}part-new", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}part-edit", "part", SECRETARY, NO_SECRETARY),
    act(f"{P}part-move", "part", SECRETARY, NO_SECRETARY, step="1"),
    act(f"{P}part-renumber", "part", SECRETARY, NO_SECRETARY),
    act(f"{P}part-delete", "part", SECRETARY, NO_SECRETARY),
    act(f"{P}part-restore", "binned_part", SECRETARY, NO_SECRETARY),
    form(f"{P}heading-new", "part", SECRETARY, NO_SECRETARY),
    form(f"{P}heading-edit", "heading", SECRETARY, NO_SECRETARY),
    act(f"{P}heading-move", "heading", SECRETARY, NO_SECRETARY, step="1"),
    question(f"{P}heading-delete", "heading", SECRETARY, NO_SECRETARY),
    form(f"{P}activity-new", "part", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-new-draft", "part", SECRETARY, NO_SECRETARY, status=200),
    act(f"{P}activity-new-draft-drop", "part", SECRETARY, NO_SECRETARY),
    form(f"{P}activity-edit", "activity", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-draft", "activity", SECRETARY, NO_SECRETARY, status=200),
    act(f"{P}activity-draft-drop", "activity", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-move", "activity", SECRETARY, NO_SECRETARY, step="1"),
    question(f"{P}activity-place", "activity", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-indent", "activity", SECRETARY, NO_SECRETARY, step="1"),
    act(f"{P}activity-drop", "activity", SECRETARY, NO_SECRETARY),
    form(f"{P}rows-change", "part", SECRETARY, NO_SECRETARY),
    form(f"{P}rows-paste", "part", SECRETARY, NO_SECRETARY),
    form(f"{P}plan-replace", "plan", SECRETARY, NO_SECRETARY),
    form(f"{P}activity-comments", "activity", SEEING, frozenset({SIGHTED})),
    form(f"{P}plan-comments", "plan", SEEING, frozenset({SIGHTED})),
    act(f"{P}comment-resolve", "comment", SEEING),
    Row(f"{P}plan-letters", "plan", Door(200, READING), Door(422, SECRETARY, NO_SECRETARY)),
    act(f"{P}plan-letter-detach", "plan_letter", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-duplicate", "activity", SECRETARY, NO_SECRETARY),
    act(f"{P}activity-delete", "activity", SECRETARY, NO_SECRETARY),
]

HEADS = frozenset({"approver@medicine", "executive@medicine"})

CALLS = [
    page(f"{P}call-answer-list", "", SIGNED_IN),
    form(f"{P}call-new", "plan", SECRETARY, NO_SECRETARY),
    page(f"{P}call-detail", "call", SECRETARY, NO_SECRETARY),
    form(f"{P}call-units", "call", SECRETARY, NO_SECRETARY),
    act(f"{P}call-remind", "call", SECRETARY, NO_SECRETARY),
    question(f"{P}call-close", "call", SECRETARY, NO_SECRETARY),
    act(f"{P}call-reopen", "call", SECRETARY, NO_SECRETARY),
    page(f"{P}call-summary", "call", SECRETARY, NO_SECRETARY),
    page(f"{P}call-answer", "received_answer", SEEING),
    question(f"{P}call-answer-send", "received_answer", SECRETARY, SEEING - SECRETARY),
    act(f"{P}call-answer-confirm", "confirming_answer", HEADS, SEEING - HEADS),
    form(f"{P}call-answer-return", "confirming_answer", HEADS, SEEING - HEADS),
    page(f"{P}call-answer-rows", "sent_answer", SECRETARY, NO_SECRETARY),
    act(f"{P}call-take", "sent_answer", SECRETARY, NO_SECRETARY),
    act(f"{P}call-rows-return", "sent_answer", SECRETARY, NO_SECRETARY),
    # The unit's rows are seen by its caller, and by those who reach down to the unit.
    form(f"{P}call-merge", "proposed", SECRETARY, REACHING_DOWN | {CENTRAL}),
]

R = "reports:"
KEEPERS_OF_TEMPLATES = SECRETARIES | UNIT_ADMINS
SETTING = SECRETARY | UNIT_ADMIN  # how documents of medicine print

REPORTS = [
    page(f"{R}home", "", SIGNED_IN),
    page(f"{R}activity-list", "", SIGNED_IN),
    page(f"{R}plan-pdf", "plan", READING),
    page(f"{R}plan-xlsx", "plan", READING),
    page(f"{R}plan-json", "plan", READING),
    page(f"{R}plan-docx", "plan", READING),
    page(f"{R}plan-csv", "plan", READING),
    page(f"{R}plan-archive", "plan", READING),
    page(f"{R}plan-documents", "plan", READING),
    form(f"{R}plan-document-edit", "plan_document", SECRETARY, NO_SECRETARY),
    page(f"{R}template-list", "", KEEPERS_OF_TEMPLATES, SIGNED_IN - KEEPERS_OF_TEMPLATES),
    form(f"{R}template-new", "", KEEPERS_OF_TEMPLATES, SIGNED_IN - KEEPERS_OF_TEMPLATES),
    form(f"{R}template-edit", "template", SETTING, SEEING - SETTING),
    page(f"{R}template-preview", "template", SETTING, SEEING - SETTING),
    question(f"{R}template-delete", "template", SETTING, SEEING - SETTING),
    form(f"{R}organisation-marks", "organisation", SETTING, SEEING - SETTING),
    page(f"{R}organisation-mark", "mark", SEEING),
    page(f"{R}letter-choose", "plan", SECRETARY, NO_SECRETARY),
    act(f"{R}letter-new", "prepared_letter", SECRETARY, NO_SECRETARY),
    page(f"{R}letter-preview", "letter", SEEING),
    page(f"{R}letter-pdf", "letter", SEEING),
    page(f"{R}letter-docx", "letter", SEEING),
    page(f"{R}job", "job", SECRETARY),
    Row(f"{R}job-file", "job", Door(302, SECRETARY)),
    act(f"{R}job-again", "job", SECRETARY),
]

ROWS = [
    *assessments.ROWS,
    *sign_off.ROWS,
    *monitoring.ROWS,
    *ORGANISATIONS,
    *LETTERS,
    *PLANS,
    *CALLS,
    *REPORTS,
]

# Addresses outside the table, by how their name begins, each with the reason.
ELSEWHERE: dict[str, str] = {
    "admin:": "Django's own pages, for staff alone; tests/organisations/test_admin.py",
    "account_": "allauth's pages about one's own account; tests/settings and the sign-in tests",
    "mfa_": "allauth's pages about one's own second factor",
    "socialaccount_": "allauth's pages about one's own single sign-on",
    "social/": "allauth's former addresses, which lead to those of today",
    "openid_connect_": "the two steps of a single sign-on",
    **dict.fromkeys(
        ("assessments:survey-group", "assessments:survey-answer", "assessments:survey-thanks"),
        "for everybody who has a link; tests/assessments/views/test_surveys_public.py",
    ),
    **monitoring.PUBLIC,
    "reports:revision-check": "for everybody who holds the paper; tests/reports/views/test_checking.py",
    "healthz": "for machines, without data; tests/settings/test_health.py",
    "readyz": "for machines, without data; tests/settings/test_health.py",
}

# Addresses that answer people who are not signed in, each with the reason.
PUBLIC: dict[str, str] = {
    **assessments.PUBLIC,
    **sign_off.PUBLIC,
    **monitoring.PUBLIC,
    "account_confirm_email": "allauth's own; before it account_addresses leads to the profile",
    "account_email_verification_sent": "allauth's own; before it account_addresses leads to the profile",
    "account_inactive": "what somebody whose account is closed is told",
    "account_confirm_login_code": "a step of a sign-in by code, which is off",
    "account_login": "the sign-in itself",
    "account_logout": "signs nobody out who is not signed in",
    "account_reset_password": "for those who cannot sign in",
    "account_reset_password_done": "for those who cannot sign in",
    "account_reset_password_from_key": "the link of a letter",
    "account_reset_password_from_key_done": "for those who cannot sign in",
    "account_signup": "says that nobody registers by themselves",
    "admin:login": "leads to the sign-in",
    "healthz": "for machines",
    "mfa_authenticate": "the second step of the sign-in",
    "openid_connect_callback": "where the identity provider leads back",
    "openid_connect_login": "leads to the identity provider",
    "readyz": "for machines",
    "socialaccount_login_cancelled": "what follows a single sign-on that failed",
    "socialaccount_signup": "what follows a single sign-on of somebody unknown",
}


def actors(stage: Stage) -> dict[str, Any]:
    """Everybody who is signed in, by key."""
    return {key: stage.cast[key] for key in sorted(SIGNED_IN)}
