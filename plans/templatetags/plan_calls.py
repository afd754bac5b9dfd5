"""What the pages of calls print that is not plain text."""

from decimal import Decimal

from django import template

from ita_portal.thai.amounts import format_amount
from organisations.templatetags.look import state_chip
from plans.calling import look_of
from plans.models import CallAnswer

register = template.Library()


@register.inclusion_tag("components/state_chip.html")
def answer_chip(answer: CallAnswer) -> dict[str, object]:
    """The state of an answer; of an unsent one also that its call was closed."""
    if answer.call.closed_at and answer.state not in CallAnswer.WITH_CALLER:
        return state_chip("closed", label="ไม่ได้ส่ง")
    state, word = look_of(answer)
    return state_chip(state, label=word)


@register.filter
def baht(amount: Decimal | None) -> str:
    """ "20,000" or "1,250.50"; "" for None."""
    return format_amount(amount) if amount is not None else ""
