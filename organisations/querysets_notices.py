"""Reads of what people are told and of the channels that tell it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import Webhook, WebhookDelivery  # noqa: F401


class OfPersonQuerySet(models.QuerySet[Any]):
    """What is a person's own."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, user: Any, permission: Permission = Permission.ORGANISATION_EDIT) -> Self:
        """Those of the organisations that the person manages: an address may hold a password."""
        return self.filter(scope(user, permission, "organisation"))


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.ORGANISATION_EDIT, "webhook__organisation"))

    def to_try(self, now: datetime | None = None) -> Self:
        """Those that wait and whose time has come."""
        return self.filter(state="waiting", next_at__lte=now or timezone.now(), webhook__is_active=True)
