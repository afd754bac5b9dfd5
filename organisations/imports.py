"""Reading organisations and people from a file in Django's administration, with a preview."""

from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource

from organisations.models import AuditEntry, Organisation, User
from organisations.services import organisations, users
from organisations.services.audit import record, values_of

# The tree itself gives these when it places a new node.
GIVEN_BY_THE_TREE = ("path", "depth", "numchild", "sort_key")


class OrganisationResource(ModelResource):
    """One organisation a row, known by its code; `parent` is the code of the one above, empty for a root.

    A parent stands in an earlier row or in the portal; it counts for new organisations only.
    """

    parent = Field(column_name="parent")

    class Meta:
        model = Organisation
        import_id_fields = ("code",)
        fields = ("parent", *organisations.FIELDS)
        clean_model_instances = True
        skip_unchanged = True

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        self.parent_code = str(row.get("parent") or "").strip()

    def import_field(self, field: Field, instance: Organisation, row: Any, **kwargs: Any) -> None:
        if field.column_name != "parent":
            super().import_field(field, instance, row, **kwargs)

    def validate_instance(
        self, instance: Organisation, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude={*errors, *GIVEN_BY_THE_TREE}, validate_unique=validate_unique)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if instance.pk is None and self.parent_code and self._parent() is None:
            errors["parent"] = [f"ไม่พบหน่วยงานรหัส {self.parent_code[:50]} โปรดเรียงหน่วยงานแม่ไว้ก่อน"]
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Organisation, is_create: bool) -> None:
        parent = self._parent()
        if not is_create:
            instance.save()
        elif parent is None:
            Organisation.objects.add_root(instance=instance)
        else:
            Organisation.objects.add_child(parent, instance=instance)

    def after_save_instance(self, instance: Organisation, row: Any, **kwargs: Any) -> None:
        record(
            by=kwargs.get("user"),
            action=AuditEntry.Action.IMPORT,
            target=instance,
            organisation_id=instance.pk,
            after=values_of(instance, organisations.FIELDS),
        )

    def _parent(self) -> Organisation | None:
        return (
            Organisation.objects.filter(code__iexact=self.parent_code).first() if self.parent_code else None
        )


class UserResource(ModelResource):
    """One person a row, known by the user name; without a password until a link is sent."""

    class Meta:
        model = User
        import_id_fields = ("username",)
        fields = ("username", *users.PROFILE_FIELDS, "email")
        clean_model_instances = True
        skip_unchanged = True

    def after_init_instance(self, instance: User, new: bool, row: Any, **kwargs: Any) -> None:
        if new:
            instance.set_unusable_password()

    def after_save_instance(self, instance: User, row: Any, **kwargs: Any) -> None:
        record(
            by=kwargs.get("user"),
            action=AuditEntry.Action.IMPORT,
            target=instance,
            organisation_id=None,
            after={"fields": sorted(field.column_name for field in self.get_import_fields())},
            text=f"ผู้ใช้งานหมายเลข {instance.pk}",
        )
