"""Which changes of approved rows an organisation makes by request only."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record
from organisations.services.errors import StaleError
from plans.models import AdjustmentRule, Aspect
from plans.services import opening

Action = AuditEntry.Action


def rule_of(organisation: Organisation) -> AdjustmentRule:
    """The organisation's rule, as kept or unsaved: every aspect needs a request until somebody says else."""
    known = AdjustmentRule.objects.filter(organisation=organisation).first()
    return known or AdjustmentRule(organisation=organisation, needs=Aspect.values, version=0)


@transaction.atomic
def set_rule(
    *, by: User, organisation: Organisation, needs: Collection[str], base_version: int
) -> AdjustmentRule:
    """Say which aspects need a request; ``base_version`` is 0 while none was said.

    Raises StaleError where the rule was changed meanwhile.
    """
    require(by, Permission.CHAIN_EDIT, organisation)
    if unknown := set(needs) - set(Aspect.values):
        raise ValidationError({"needs": f"ไม่รู้จักเรื่อง {', '.join(sorted(unknown))}"})
    rule = rule_of(organisation)
    before = _words(rule)
    if rule.version != base_version:
        raise StaleError(rule)
    if rule.pk:
        opening.claim(rule, base_version)
    else:
        rule.version = 1
    rule.needs = [aspect for aspect in Aspect.values if aspect in needs]
    rule.full_clean()
    rule.save()
    record(
        by=by,
        action=Action.UPDATE,
        target=rule,
        organisation_id=organisation.pk,
        before={"needs": before},
        after={"needs": _words(rule)},
    )
    return rule


def _words(rule: AdjustmentRule) -> list[str]:
    return [Aspect(aspect).label for aspect in rule.needs]
