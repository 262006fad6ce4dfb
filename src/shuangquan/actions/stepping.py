"""What comes next in a matter for one of its people: the one word that a program goes by, as a browser goes by pages."""

from shuangquan.actions.loading import Loaded
from shuangquan.actions.showing import Seen, find_early, find_open, find_questions
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.parties import find_sign_level, find_signed_for
from shuangquan.core.cases.seats import find_seat
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text


def find_left(loaded: Loaded) -> tuple[Refusal, ...]:
    """What is still open on the form, but for people who have yet to agree."""
    return tuple(one for one in find_open(loaded) if one.code != "party.waiting")


def is_signed(loaded: Loaded, role: str) -> bool:
    """Whether `role` has signed the form as it stands, for itself or for the organisation it acts for."""
    unsigned = find_unsigned(loaded.case, loaded.index)
    return not any(signer in unsigned for signer in find_signed_for(loaded.case, loaded.index, role))


def find_own_level(loaded: Loaded, role: str) -> int:
    """The identity level at which `role` may sign."""
    return find_sign_level(loaded.case, loaded.index, role)


def find_step(seen: Seen) -> tuple[str, Text]:
    """(notice | early | questions | form | consent | sign | wait | submit | progress, why it goes no further)."""
    if seen.loaded.case.state is not CaseState.DRAFT:
        return "progress", Text("")
    return _find_own_step(seen) if seen.applies else (_find_others_step(seen), Text(""))


def _find_own_step(seen: Seen) -> tuple[str, Text]:
    loaded = seen.loaded
    if seen.role not in loaded.case.informed:
        return "notice", Text("")
    early = find_early(loaded)
    if early is not None:
        return "early", early.say
    if not find_questions(loaded).known or not loaded.index.plan.items:
        return "questions", Text("")
    if find_left(loaded):
        return "form", Text("")
    if find_open(loaded):  # somebody has yet to agree
        return "wait", Text("")
    if not is_signed(loaded, seen.role):
        return "sign", Text("")
    return ("wait" if find_unsigned(loaded.case, loaded.index) else "submit"), Text("")


def _find_others_step(seen: Seen) -> str:
    loaded = seen.loaded
    party, seat = loaded.case.parties.get(seen.role), find_seat(loaded.case, loaded.index, seen.role)
    if party is None or (party.agreed_at is None and party.declined is None):
        return "consent"
    signs = seat is not None and seat.party.signs and not find_open(loaded)
    return "sign" if signs and seen.role in find_unsigned(loaded.case, loaded.index) else "wait"
