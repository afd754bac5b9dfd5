"""Reads of the organisations room, each behind the door."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear, Length, Lower, Substr, TruncDate
from django.utils import timezone
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from ita_portal.thai.collation import sort_key
from ita_portal.thai.digits import to_arabic, to_thai
from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import (  # noqa: F401
        AuditEntry,
        Committee,
        Job,
        Letter,
        Meeting,
        Membership,
        Organisation,
        OrganisationYear,
        User,
    )


class OrganisationQuerySet(MP_NodeQuerySet):
    def visible_to(self, user: Any, permission: Permission = Permission.ORGANISATION_VIEW) -> Self:
        """Organisations in which the user has the permission."""
        return self.filter(scope(user, permission))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def search(self, words: str) -> Self:
        """Organisations whose name, short name or code holds the words."""
        return self.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__icontains=words)
        )

    def directly_below(self, organisation: "Organisation") -> Self:
        """The units of an organisation, not theirs."""
        return self.filter(path__startswith=organisation.path, depth=organisation.depth + 1)

    def with_parent_name(self) -> Self:
        """Each with ``parent_name``, "" for a root: where it stands when a list is not the whole tree."""
        length = Length(OuterRef("path")) - self.model.steplen
        parent = self.model.objects.filter(path=Substr(OuterRef("path"), 1, length)).order_by()
        return self.annotate(parent_name=Coalesce(Subquery(parent.values("name")[:1]), Value("")))


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OrganisationQuerySet:
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")

    def get_sorted_pos_queryset(self, siblings: Any, newobj: Any) -> Any:
        """The siblings after a node that is being placed; its key must be there before it is saved."""
        newobj.sort_key = sort_key(newobj.name)
        return super().get_sorted_pos_queryset(siblings, newobj)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any, permission: Permission = Permission.USER_MANAGE) -> Self:
        """People with a membership in an organisation in which the user has the permission.

        Central administrators also see people who have no membership.
        """
        reached = scope(user, permission, "memberships__organisation")
        if not reached:
            return self
        # Not distinct(): a person with two roles stays one row whatever is sorted and counted afterwards.
        return self.filter(pk__in=self.model.objects.filter(reached).order_by().values("pk"))

    def search(self, words: str) -> Self:
        """People of whose name, position, user name or address each word is a part."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(position__icontains=word)
                | Q(username__icontains=word)
                | Q(email__icontains=word)
            )
        return found

    def at_address(self, address: str) -> Self:
        """The one person with this e-mail address, if there is one."""
        return self.alias(address=Lower("email")).filter(address=address.lower()).exclude(email="")


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager (create_user) over our queryset."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any, permission: Permission = Permission.USER_MANAGE) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def active(self, on: date | None = None) -> Self:
        """Memberships in force on a day (today in Thailand) in organisations that are in use."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, organisation__is_active=True
        )

    def in_order(self) -> Self:
        """By person, then place, then role; each with its person and organisation."""
        return self.select_related("user", "organisation").order_by(
            "user__sort_key", "organisation__path", "role", "starts_on", "pk"
        )


class OrganisationYearQuerySet(models.QuerySet["OrganisationYear"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.ORGANISATION_VIEW, "organisation"))


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Any, permission: Permission = Permission.LETTER_VIEW) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def below(self, organisation: "Organisation | None") -> Self:
        """Letters of the organisation and of all under it; without one, every letter."""
        return self.filter(organisation__path__startswith=organisation.path) if organisation else self

    def with_stamp(self) -> Self:
        """Each with the first stamp of receipt: ``received_number``, ``received_on``, ``received_time``.

        ``register_year`` is the calendar year (Buddhist era) of the register in which it stands, and
        ``entered_on`` its day there: when it came in, else its date, else when it was written down.
        """
        marks = self.model._meta.get_field("marks").related_model
        stamps = marks._default_manager.filter(letter=OuterRef("pk"), kind="received")  # type: ignore[union-attr]
        stamp = {
            column: Subquery(stamps.order_by("position", "pk").values(column)[:1])
            for column in ("number", "on", "time")
        }
        return self.annotate(
            received_number=stamp["number"],
            received_on=stamp["on"],
            received_time=stamp["time"],
            entered_on=Case(
                When(direction="in", then=Coalesce(stamp["on"], "dated_on", TruncDate("created_at"))),
                default=Coalesce("dated_on", TruncDate("created_at")),
            ),
        ).annotate(
            register_year=Coalesce("calendar_year", ExtractYear("entered_on") + Value(buddhist_year(0)))
        )

    def register_years(self) -> list[int]:
        """The calendar years of which there are letters ``with_stamp``, the latest first."""
        return list(self.order_by("-register_year").values_list("register_year", flat=True).distinct())

    def of_register_year(self, calendar_year: int) -> Self:
        """Those ``with_stamp`` that stand in the register of the year."""
        return self.filter(register_year=calendar_year)

    def with_company(self) -> Self:
        """Each with ``has_company``: whether it refers to a letter of the register, or one refers to it."""
        references = self.model._meta.get_field("references").related_model._default_manager  # type: ignore[union-attr]
        company = Q(letter=OuterRef("pk"), referred__isnull=False) | Q(referred=OuterRef("pk"))
        return self.annotate(has_company=Exists(references.filter(company)))

    def in_register(self) -> Self:
        """The latest first: by the day in the register, then by number."""
        return self.order_by("-entered_on", models.F("running_number").desc(nulls_first=True), "-pk")

    def search(self, words: str) -> Self:
        """Letters whose subject, number, addressee or office holds the words, in whichever digits."""
        found = Q()
        for written in {words, to_arabic(words), to_thai(words)}:
            for field in ("subject", "number_text", "addressee", "office", "marks__number"):
                found |= Q(**{f"{field}__icontains": written})
        return self.filter(pk__in=self.model._default_manager.filter(found).order_by().values("pk"))


class OfLetterQuerySet(models.QuerySet[Any]):
    """Lines of letters."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.LETTER_VIEW, "letter__organisation"))


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, user: Any, permission: Permission = Permission.COMMITTEE_VIEW) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def below(self, organisation: "Organisation | None") -> Self:
        """Committees of the organisation and of all under it; without one, every committee."""
        return self.filter(organisation__path__startswith=organisation.path) if organisation else self

    def for_year(self, fiscal_year: int) -> Self:
        """Those that are in force in the fiscal year."""
        lasting = Q(last_fiscal_year=None) | Q(last_fiscal_year__gte=fiscal_year)
        return self.filter(lasting, first_fiscal_year__lte=fiscal_year)

    def search(self, words: str) -> Self:
        """Committees whose name, orders or members hold the words, in whichever digits."""
        found = Q()
        for written in {words, to_arabic(words), to_thai(words)}:
            for field in ("name", "orders__number", "members__name", "members__post"):
                found |= Q(**{f"{field}__icontains": written})
        return self.filter(pk__in=self.model._default_manager.filter(found).order_by().values("pk"))


class OfCommitteeQuerySet(models.QuerySet[Any]):
    """Orders and members of committees."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.COMMITTEE_VIEW, "committee__organisation"))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any, permission: Permission = Permission.COMMITTEE_VIEW) -> Self:
        return self.filter(scope(user, permission, "committee__organisation"))


class OfMeetingQuerySet(models.QuerySet[Any]):
    """What belongs to meetings."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.COMMITTEE_VIEW, "meeting__committee__organisation"))


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own: what came of a job was made with that person's rights."""
        return self.filter(by=user) if user.is_authenticated and user.is_active else self.none()


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, user: Any) -> Self:
        """Entries of the organisations whose trail the user may read."""
        return self.filter(scope(user, Permission.TRAIL_VIEW, "organisation"))

    def by(self, user: Any) -> Self:
        """What the person did, also where the trail is not theirs to read."""
        return self.filter(person__user_id=user.pk)

    def about(self, subject: models.Model) -> Self:
        """Entries of an object and of everything that belongs to it."""
        label, pk = subject._meta.label_lower, subject.pk
        return self.filter(Q(subject_type=label, subject_id=pk) | Q(object_type=label, object_id=pk))
