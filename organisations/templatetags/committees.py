"""Words about committees in templates."""

from django import template

from organisations.committees import order_words, revoking_order

register = template.Library()
register.filter("order_words", order_words)
register.filter("revoking", revoking_order)
