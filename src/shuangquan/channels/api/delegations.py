"""授权: whom a person lets act for them, and who lets them; given, answered and ended by an app that they allowed to.

To give one is to sign: the app needs the scope to sign for that too, at the level that signing has. A company's agents are appointed in the
session that its licence opened, and by no app.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from shuangquan.actions.delegating import (
    StoredDelegation,
    Wish,
    answer_delegation,
    end_delegation,
    find_own_given,
    find_own_taken,
    find_state,
    give_delegation,
)
from shuangquan.channels.api.case_asks import Sent, Slug
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.matters import WRONG, act
from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.words.app_scopes import SIGNING

router = Router(tags=["delegations"])
READ, CHANGE = Needs("delegate.read"), Needs("delegate.change")
PURPOSE = "let somebody act"


class Delegation(Schema):
    """One. who: the other person, or a company. themes: ids, all when empty. sees: begun (only what they began) or all. until: ISO.

    state: asked, open, over, declined or ended.
    """

    id: str
    who: str
    company: bool
    themes: list[str]
    sees: str
    until: str
    state: str


class Delegations(Schema):
    """given: whom the person lets act; taken: who lets them. Newest first."""

    given: list[Delegation]
    taken: list[Delegation]


class DelegationMade(Schema):
    """What was given."""

    id: str


class Give(Sent):
    """Whom, by name and ID number; for which themes, all when empty; what they see of matters that they did not begin; for how long."""

    number: Annotated[str, Field(pattern=r"^[0-9]{17}[0-9Xx]$", description="ID number of who may act")]
    name: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]
    themes: Annotated[list[Slug], Field(max_length=100, default_factory=list)]
    sees: Literal["begun", "all"] = "begun"
    days: Literal[30, 180, 365]


class DelegationAnswer(Sent):
    """Whether it is accepted."""

    accept: bool


@router.get("", response={200: Delegations, **WRONG}, auth=READ, url_name="delegations")
def list_both(request: HttpRequest) -> Any:
    """Both directions, also what is over."""
    caller, actor = act(request, PURPOSE)
    index = caller.who.index
    given = [_tell(one, one.names.agent) for one in find_own_given(actor, index)]
    return {"given": given, "taken": [_tell(one, one.names.holder) for one in find_own_taken(actor, index)]}


def _tell(one: StoredDelegation, who: str) -> dict[str, Any]:
    return {
        "id": one.id, "who": who, "company": bool(one.names.uscc), "themes": list(one.scope), "sees": one.sees,
        "until": one.until.isoformat(timespec="seconds"), "state": find_state(one),
    }  # fmt: skip


@router.post("", response={201: DelegationMade, **WRONG}, auth=CHANGE, url_name="delegations")
def give(request: HttpRequest, body: Give) -> Any:
    """Let somebody act, signed in the person's name: needs `case.sign` as well. Nothing holds before it is accepted."""
    caller, actor = act(request, PURPOSE)
    caller.check_scope(SIGNING)
    wish = Wish(body.number, body.name, tuple(body.themes), body.sees, body.days)
    return Status(201, {"id": give_delegation(actor, caller.who, wish)})


@router.post("/{delegation}/answer", response={200: Delegations, **WRONG}, auth=CHANGE, url_name="delegation-answer")
def answer(request: HttpRequest, delegation: UUID, body: DelegationAnswer) -> Any:
    """Accept what somebody lets the person do, or decline it."""
    caller, actor = act(request, PURPOSE)
    answer_delegation(actor, caller.who.index, str(delegation), yes=body.accept)
    return list_both(request)


@router.post("/{delegation}/end", response={200: Delegations, **WRONG}, auth=CHANGE, url_name="delegation-end")
def end(request: HttpRequest, delegation: UUID) -> Any:
    """Take back what was given, or give up what was taken; at once."""
    caller, actor = act(request, PURPOSE)
    end_delegation(actor, caller.who.index, str(delegation))
    return list_both(request)
