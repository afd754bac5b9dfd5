"""Chains and delegations: addresses and calls of services."""

from datetime import date
from typing import Any

from plans.services import chains, delegations
from tests.cast import Cast
from tests.factories import ChainFactory, ChainStepFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, UNIT_ADMIN, Row, act, form, page, question
from tests.guards.stage import Stage

_EDITING = SECRETARY | UNIT_ADMIN
_READING = SEEING - _EDITING

ROWS: list[Row] = [
    page("plans:chain-list", "organisation", SEEING),
    form("plans:chain-new", "organisation", _EDITING, _READING),
    page("plans:chain-detail", "chain", SEEING),
    form("plans:chain-edit", "chain", _EDITING, _READING),
    question("plans:chain-delete", "chain", _EDITING, _READING),
    form("plans:chain-step-new", "chain_and_kind", _EDITING, _READING),
    form("plans:chain-step-edit", "chain_step", _EDITING, _READING),
    act("plans:chain-step-move", "chain_step", _EDITING, _READING, step="1"),
    question("plans:chain-step-delete", "chain_step", _EDITING, _READING),
    page("plans:delegation-list", "organisation", SEEING),
    form("plans:delegation-new", "organisation", _EDITING, _READING),
    question("plans:delegation-revoke", "delegation", _EDITING, _READING),
]
PUBLIC: dict[str, str] = {}


def _new_chain(cast: Cast) -> dict[str, Any]:
    organisation = cast.organisation("medicine")
    return {
        "organisation": organisation,
        "subject": "plan",
        "name": "ตามปกติ",
        "is_usual": True,
        "is_ready": True,
    }


def _changed_chain(cast: Cast) -> dict[str, Any]:
    chain = Stage(cast).chain
    return {"chain": chain, "name": "กรณีเร่งด่วน", "is_usual": False, "base_version": chain.version}


def _first_of_two(cast: Cast) -> dict[str, Any]:
    chain = ChainFactory(organisation=cast.organisation("medicine"))
    first, _ = ChainStepFactory(chain=chain, position=1), ChainStepFactory(chain=chain, position=2)
    return {"step": first, "places": 1}


def _order(cast: Cast) -> dict[str, Any]:
    values = {
        "holder": cast["executive@medicine"],
        "substitute": cast["approver@medicine"],
        "post": "อธิบดีกรมตัวอย่าง",
        "order_number": "12/2569",
        "order_on": date(2026, 1, 5),
        "starts_on": date(2026, 1, 5),
    }
    return {"organisation": cast.organisation("medicine"), "values": values}


def _at_step(cast: Cast) -> dict[str, Any]:
    values = {
        "substitute": cast["executive@medicine"],
        "post": "ผู้อำนวยการตัวอย่าง",
        "starts_on": date(2026, 1, 5),
    }
    return {"step": Stage(cast).sign_off_step, "values": values}


CALLS: dict[str, Call] = {
    "create_chain": Call(chains.create_chain, _new_chain),
    "update_chain": Call(chains.update_chain, _changed_chain),
    "delete_chain": Call(chains.delete_chain, lambda cast: {"chain": Stage(cast).chain}),
    "add_step": Call(
        chains.add_step,
        lambda cast: {
            "chain": Stage(cast).chain,
            "values": {"act": "approve", "who": "post", "post": "อธิบดี"},
        },
    ),
    "update_step": Call(
        chains.update_step,
        lambda cast: {"step": Stage(cast).chain_step, "values": {"label": "ผู้มีอำนาจอนุมัติ"}},
    ),
    "move_step": Call(chains.move_step, _first_of_two),
    "remove_step": Call(chains.remove_step, lambda cast: {"step": Stage(cast).chain_step}),
    "create_delegation": Call(delegations.create_delegation, _order),
    "delegate_step": Call(delegations.delegate_step, _at_step, doer="approver@medicine"),
    "revoke_delegation": Call(
        delegations.revoke_delegation, lambda cast: {"delegation": Stage(cast).delegation}
    ),
}
