"""What those who act for a person see of their matters, and what the person sees of them."""

from shuangquan.actions.delegating import ALL, FOR
from shuangquan.actions.guarding import find_guardian_name
from shuangquan.core.cases.policy import FOR_WARD
from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import now
from shuangquan.records.context import current_claims
from shuangquan.records.delegations import find_given
from shuangquan.records.hands import find_begun


def find_seen_by(actor: Actor) -> frozenset[str]:
    """Ids of the matters that whoever acts for this person may see: begun by them, or of themes that they may see."""
    party, agent = current_claims().party, actor.by.removeprefix(FOR)
    held = [one for one in find_given(party) if one.account == agent and one.is_open(now())] if party is not None else []
    return frozenset(
        case
        for case, theme, by in (find_begun(party) if party is not None else ())
        if any(one.covers(theme) and (one.sees == ALL or by == actor.by) for one in held)
    )


def find_hand_name(by: str, index: bytes) -> str:
    """What the person calls whom they let act, or the parent who acts for them, by `Actor.by`; "" for anything else."""
    if by.startswith(FOR_WARD):
        return find_guardian_name(by)
    account = by.removeprefix(FOR) if by.startswith(FOR) else ""
    return next((one.names.agent for one in find_given(index) if account and one.account == account), "")
