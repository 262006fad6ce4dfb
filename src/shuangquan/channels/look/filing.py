"""What every door does with the one form: where one goes on, what a button asks for, and the submission that happens once.

A door brings who acts and what was posted; it renders what comes back in its own way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from shuangquan.actions.choosing_delivery import choose_way
from shuangquan.actions.drafts import add_member, choose_member, lack_evidence, pick_members, submit_case, type_facts
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import Loaded, request_of
from shuangquan.actions.parties import invite_party, type_for_party
from shuangquan.actions.payments import find_due, settle_payment
from shuangquan.actions.people import Person
from shuangquan.actions.showing import Seen, find_early, find_open, find_questions, show_case
from shuangquan.channels.look.reading import Do, read_choices, read_member, read_picks
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.parties import find_signed_for
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var

FILL = "fill in a form"


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills in which case. act: the actor for a purpose, at the door at hand."""

    case: str
    person: Person
    act: Callable[[str], Actor] = field(repr=False)


def find_step(seen: Seen) -> str:
    """Where this person goes on: progress | consent | notice | early | questions | form."""
    if seen.loaded.case.state is not CaseState.DRAFT:
        return "progress"
    if not seen.applies:
        return "consent"
    if seen.role not in seen.loaded.case.informed:
        return "notice"
    if find_early(seen.loaded) is not None:
        return "early"
    standing = find_questions(seen.loaded)
    return "questions" if not standing.known or not seen.loaded.index.plan.items else "form"


def take_all(who: Filler, posted: QueryDict, typed: Mapping[Var, str]) -> tuple[Seen, dict[str, str], tuple[Refusal, ...]]:
    """Everything must hold and nothing be open, but for people who have yet to agree: the next page waits for them.

    Answers the case as it then is, what could not be kept, as typed, and everything that is wrong.
    """
    wrong = list[Refusal]()
    try:
        for role, members in read_picks(posted).items():
            pick_members(who.act(FILL), who.case, who.person, role, members)
    except Refusal as refusal:
        if not refusal.code.startswith("members."):
            raise
        wrong.append(refusal)
    wrong += take_choices(who, posted)
    left, faults = take_facts(who, typed)
    wrong += faults
    seen = show_case(who.act(FILL), who.case, who.person)
    told = {one.where for one in wrong}
    wrong += [one for one in find_open(seen.loaded) if one.where not in told and one.code != "party.waiting"]
    return seen, left, tuple(wrong)


def take_choices(who: Filler, posted: QueryDict) -> tuple[Refusal, ...]:
    """Keep which member of a list each role is, and how results are to arrive; answers what could not be taken."""
    wrong = [*_take_way(who, posted)]
    for role, member in read_choices(posted).items():
        try:
            choose_member(who.act(FILL), who.case, who.person, role, member)
        except Refusal as refusal:
            if not refusal.code.startswith("members."):
                raise
            wrong.append(refusal)
    return tuple(wrong)


def _take_way(who: Filler, posted: QueryDict) -> tuple[Refusal, ...]:
    try:
        if posted.get("way"):
            choose_way(who.act(FILL), who.case, who.person, str(posted.get("way")), str(posted.get("site", "")))
    except Refusal as refusal:
        if not refusal.code.startswith("delivery."):
            raise
        return (refusal,)
    return ()


def take_facts(who: Filler, typed: Mapping[Var, str]) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Keep whatever holds; answers what could not be kept, as typed, and why. Empty fields are not a fault here."""
    given = {var: text for var, text in typed.items() if text.strip()}
    left: dict[str, str] = {}
    faults: tuple[Refusal, ...] = ()
    try:
        type_facts(who.act(FILL), who.case, who.person, given)
    except Refusals as found:
        faults = found.refusals
        bad = {refusal.where for refusal in faults}
        left = {str(var): text for var, text in given.items() if str(var) in bad}
        type_facts(who.act(FILL), who.case, who.person, {var: text for var, text in given.items() if str(var) not in bad})
    return left, faults


def press(who: Filler, request: HttpRequest, do: Do) -> None:
    """What a button of the form asks for, beside keeping what was typed."""
    actor, case, person = who.act(FILL), who.case, who.person
    if do.verb == "invite":
        invite_party(actor, case, person, do.about)
    elif do.verb == "type":
        type_for_party(actor, case, person, do.about)
    elif do.verb == "add":
        add_member(actor, case, person, do.about)
    elif do.verb == "pick":
        pick_members(actor, case, person, do.about, tuple(request.POST.getlist(f"pick:{do.about}")))
    elif do.verb in ("upload", "lack"):
        path, _, member = do.about.partition("|")
        if do.verb == "lack":
            lack_evidence(actor, case, person, path, read_member(member))
        else:
            give_evidence(actor, case, person, path, read_member(member), read_file(request, f"file:{do.about}"))


def read_file(request: HttpRequest, name: str) -> bytes:
    """An uploaded file; empty when none was chosen. Its name and what it claims to be are not looked at."""
    found = request.FILES.get(name)
    return found.read() if isinstance(found, UploadedFile) else b""


def is_unsigned(loaded: Loaded, role: str) -> bool:
    """Whether `role` has yet to sign, for itself or for the organisation it acts for."""
    unsigned = find_unsigned(loaded.case, loaded.index)
    return bool(unsigned) and any(signer in unsigned for signer in find_signed_for(loaded.case, loaded.index, role))


def send_case(who: Filler, key: str) -> tuple[Refusal, ...]:
    """Submit once, however often the button is pressed: the page carries the key of the request.

    Answers what is still wrong with signatures and payment; nothing when it is handed in, also when it was before. Other refusals of
    `submit_case` are raised.
    """
    try:
        _submit(who, key)
    except Refusal as refusal:
        if refusal.code == "case.not_draft":
            return ()
        if not refusal.code.startswith(("payment.", "sign.")):
            raise
        return (refusal,)
    except Refusals as found:
        return found.refusals
    return ()


def _submit(who: Filler, key: str) -> None:
    actor, wanted = who.act("submit"), request_of(key, {"case": who.case, "do": "submit"})
    try:
        submit_case(actor, who.case, who.person, wanted)
    except Refusal as refusal:
        if refusal.code != "payment.missing":
            raise
        # Paid, perhaps, and the way back from the payment side was cut off. Where nobody can say how much, it is paid later.
        loaded = settle_payment(actor, who.case, who.person)
        submit_case(actor, who.case, who.person, wanted, fees_known=find_due(loaded).known)
