"""Authorisation by another person: for this matter, for what they were shown, for a time. Once over, what it let in is held back again."""

from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.consent_events import ConsentEnded, PartyReminded
from shuangquan.core.cases.events import FactNote
from shuangquan.core.cases.forms import find_digest, find_unsigned
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import name_seat, split_seat
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.knowledge import Form, Origin
from shuangquan.core.words.limits import Limit, Unit

LASTS = Limit(Unit.CALENDAR_DAYS, 30)
"""How long somebody's consent lasts while the matter is not submitted; ours to set (U)."""
OWN = frozenset({"typed", "corrected", "paper", "sign_in"})
"""Origins of what people said themselves: it was never fetched by the consent."""


def find_scope(index: PlanIndex, role: str) -> tuple[str, ...]:
    """Ids of the draws that tell of this seat's person, as the plan at hand asks them: what they were shown."""
    own = role.partition("[")[0]
    return tuple(sorted({draw.id for draw in (*index.plan.draws, *index.plan.lost) if own in draw.about}))


def find_until(turn: Turn) -> datetime:
    """The instant at which a consent given now is over."""
    return find_deadline(turn.now, LASTS, turn.calendar).at


def end_consents(turn: Turn) -> None:
    """Of a draft: consents whose time is over end, and what they let in is held back until the person is asked again."""
    if turn.case.state is not CaseState.DRAFT:
        return
    for role, party in list(turn.case.parties.items()):
        if party.agreed_at is not None and party.until is not None and turn.now > party.until:
            end_consent(turn, role, "over")


def end_consent(turn: Turn, role: str, how: str) -> None:
    """End one. how: over | withdrawn."""
    mine = split_seat(turn.case, role)
    notes = tuple(
        FactNote(var, Form.KNOWN, fact.ref, fact.commitment, fact.know.origin, held=True)
        for var, fact in turn.case.facts.items()
        if (var.role, var.member) == mine and fact.ref and fact.know.form is Form.KNOWN and _is_fetched(fact.know.origin)
    )
    turn.emit(ConsentEnded(role, how, notes))


def _is_fetched(origin: Origin | None) -> bool:
    return origin is not None and origin.kind not in OWN


def is_vouched(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> bool:
    """Whether a certificate on file may be looked for by these keys: the holder is who signed in, or a source says who it is, or the
    holder has agreed and was shown this draw. A number that the applicant merely typed opens nobody's file.
    """
    for path in draw.keys:
        var = case.own(find_var(index, path, member))
        seat = name_seat(case, var.role, var.member)
        party = case.parties.get(seat)
        if party is not None and party.agreed_at is not None and seat != case.signed_in:
            if party.scope and draw.id not in party.scope:
                return False
        elif case.know(var).form is not Form.KNOWN:
            return False
    return True


def decide_remind(turn: Turn, index: PlanIndex, role: str) -> None:
    """Remind somebody who was asked and has neither agreed nor declined, or has yet to sign a form that is ready; nothing for others."""
    party = turn.case.parties.get(role)
    if turn.case.state is not CaseState.DRAFT or party is None or party.invited_at is None or party.declined is not None:
        return
    applicant = turn.case.signatures.get(turn.case.signed_in)
    ready = applicant is not None and applicant.digest == find_digest(turn.case)
    if party.agreed_at is None or (ready and role in find_unsigned(turn.case, index)):
        turn.emit(PartyReminded(role))
