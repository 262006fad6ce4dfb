"""What each role may do: the one table, and the closed list it speaks of."""

import pytest

from shuangquan.core.cases.policy import POLICY, check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import DESK, ROLES, say_roles

VERBS = (
    "task.see", "task.decide", "objection.answer", "appeal.decide", "complaint.answer", "alert.see", "alert.ask", "approval.stop",
    "archive.see", "archive.destroy", "money.see", "money.settle",
)  # fmt: skip
MAY = {
    "officer": {"task.see", "task.decide", "objection.answer", "approval.stop"},
    "lead": {"task.see", "task.decide", "objection.answer", "approval.stop", "complaint.answer", "alert.see", "alert.ask"},
    "supervisor": {"task.see", "complaint.answer", "alert.see", "alert.ask"},
    "reviewer": {"appeal.decide"},
    "inspector": {"task.see"},
    "archivist": {"archive.see", "archive.destroy"},
    "finance": {"money.see", "money.settle"},
    "helper": set(),
    "clerk": set(),
    "admin": set(),
}


def may(role: str, verb: str) -> bool:
    actor = Actor("officer", "staff-1", "370783", "desk", 4, "police", "", frozenset({role}))
    try:
        check_may(actor, verb, "department")
    except Refusal as refusal:
        assert refusal.code == "policy.forbidden"
        return False
    return True


def test_every_role_of_the_list_is_judged() -> None:
    assert set(MAY) == set(ROLES)
    assert set(ROLES) >= DESK
    for role, verbs in MAY.items():
        assert {verb for verb in VERBS if may(role, verb)} == verbs, role


def test_no_role_opens_what_is_a_citizens() -> None:
    everything = frozenset(ROLES)
    actor = Actor("officer", "staff-1", "370783", "desk", 4, "police", "", everything)
    for verb, permit in POLICY.items():
        if permit.kinds == frozenset({"citizen"}):
            with pytest.raises(Refusal):
                check_may(actor, verb, "applicant")


def test_an_actor_without_roles_is_what_its_kind_says() -> None:
    check_may(Actor("officer", "staff-1", "370783", "desk", 4, "police"), "task.decide", "department")
    with pytest.raises(Refusal):
        check_may(Actor("officer", "staff-1", "370783", "desk", 4, "police"), "appeal.decide", "department")
    assert say_roles(("lead", "officer", "other")) == "审批人员、负责人"
