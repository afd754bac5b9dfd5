"""The links that open a report without signing in, for the page of the report."""

from typing import Any

from django import template

from organisations.access import Permission, check
from organisations.models import User
from plans.models import Progress

register = template.Library()


@register.inclusion_tag("plans/report_links.html")
def report_links(progress: Progress, user: User) -> dict[str, Any]:
    """Whom links were given to, when, until when and when last used; nothing for who may not revoke them."""
    may_see = check(user, Permission.MONITORING_EDIT, progress)
    return {"links": list(progress.links.select_related("user", "revoked_by")) if may_see else []}
