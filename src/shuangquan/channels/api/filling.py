"""The form of a matter: read, typed into, papers handed in, others asked."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Path, Query, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from shuangquan.actions.drafts import add_member, choose_member, lack_evidence, pick_members, type_facts
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.parties import agree_party, decline_party, invite_party, type_for_party
from shuangquan.actions.showing import find_fact_order, find_open
from shuangquan.actions.stepping import find_step
from shuangquan.channels.api import case_asks as asks
from shuangquan.channels.api import case_shapes as shapes
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.matters import FILL, READ, WRONG, act, check_applies, read_facts, see, tell_again
from shuangquan.channels.api.problems import find_language
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.api_case import collect_form, collect_parties
from shuangquan.queries.portal_consent import find_asked_of
from shuangquan.queries.portal_form import find_form

router = Router(tags=["cases"])
SIGN = Needs("case.sign")
LARGEST = 8 * 2**20
Whole = Annotated[list[asks.Name], Query(max_length=40, description="variables to be shown unmasked, which is kept on record")]
SeatPath = Annotated[asks.Seat, Path(description="whom: a role, or one member of a list as `parties` names it")]
RolePath = Annotated[str, Path(description="the list", pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@router.get("/{case}/form", response={200: shapes.Form, **WRONG}, auth=READ, url_name="case-form")
def show_form(request: HttpRequest, case: UUID, whole: Whole = []) -> Any:  # noqa: B006 — Ninja copies it
    """Everything that is known with where it came from, what is asked, which papers; and what is still open."""
    seen = check_applies(see(request, case, "fill in a form", "form", tuple(whole)))
    loaded, language = seen.loaded, find_language(request)
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle), whole=frozenset(whole))
    return collect_form(form, find_open(loaded), language)


@router.post("/{case}/facts", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-facts")
def type_in(request: HttpRequest, case: UUID, body: asks.Typed) -> Any:
    """Type or correct facts, and say which member of a list a role is. Everything that is wrong is told at once."""
    (caller, actor), facts = act(request, "fill in a form"), read_facts(body.facts)
    for role, member in body.choices.items():
        choose_member(actor, str(case), caller.who.person, role, member)
    if facts:
        type_facts(actor, str(case), caller.who.person, facts)
    return tell_again(request, case)


@router.post("/{case}/members/{role}", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-members")
def choose(request: HttpRequest, case: UUID, role: RolePath, body: asks.Picked) -> Any:
    """Which members of a list the matter is about; or one more, by hand."""
    caller, actor = act(request, "fill in a form")
    if body.add:
        add_member(actor, str(case), caller.who.person, role)
    else:
        pick_members(actor, str(case), caller.who.person, role, tuple(body.members))
    return tell_again(request, case)


@router.post("/{case}/evidence", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-evidence")
def hand_in(request: HttpRequest, case: UUID, path: Form[asks.Path], file: File[UploadedFile], member: Form[asks.Member] = "") -> Any:
    """Hand in a paper: PDF, JPEG or PNG, up to 8 MiB. Its name and what it claims to be are not looked at."""
    caller, actor = act(request, "fill in a form")
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refusal("blob.too_large", "file", most=LARGEST // 2**20)
    give_evidence(actor, str(case), caller.who.person, path, member or None, content)
    return tell_again(request, case)


@router.post("/{case}/lacking", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-lacking")
def lack(request: HttpRequest, case: UUID, body: asks.Lacking) -> Any:
    """A paper is not at hand now; an officer will look."""
    caller, actor = act(request, "fill in a form")
    lack_evidence(actor, str(case), caller.who.person, body.path, body.member or None)
    return tell_again(request, case)


@router.get("/{case}/parties", response={200: shapes.Parties, **WRONG}, auth=READ, url_name="case-parties")
def list_parties(request: HttpRequest, case: UUID) -> Any:
    """Who else takes part, and how they stand; where they answer."""
    loaded = check_applies(see(request, case, "own matter")).loaded
    link = request.build_absolute_uri(f"/case/{case}/consent")
    return {"parties": collect_parties(loaded.case, loaded.index), "link": link}


@router.post("/{case}/parties/{seat}", response={200: shapes.Parties, **WRONG}, auth=FILL, url_name="case-party")
def ask_party(request: HttpRequest, case: UUID, seat: SeatPath, body: asks.Ask) -> Any:
    """Ask somebody on their own device, or type for them."""
    caller, actor = act(request, "fill in a form")
    (invite_party if body.do == "invite" else type_for_party)(actor, str(case), caller.who.person, seat)
    return list_parties(request, case)


@router.get("/{case}/consent", response={200: shapes.Consent, **WRONG}, auth=READ, url_name="case-consent")
def show_asked(request: HttpRequest, case: UUID) -> Any:
    """What this person, who does not apply, is asked to agree to."""
    seen = see(request, case, "answer a request")
    if seen.applies:
        raise Refusal("policy.forbidden", "case")
    asked = [{**to_plain(one), "ground": one.basis.source} for one in find_asked_of(seen.loaded.case, seen.loaded.index, seen.role)]
    return {"asked": asked, "agreed": find_step(seen)[0] != "consent"}


@router.post("/{case}/consent", response={200: shapes.CaseState, 204: None, **WRONG}, auth=SIGN, url_name="case-consent")
def answer_asked(request: HttpRequest, case: UUID, body: asks.Yes) -> Any:
    """Agree, or not: then what was held of this person is destroyed, and the case is theirs to see no more (204)."""
    caller, actor = act(request, "answer a request")
    if body.answer == "decline":
        decline_party(actor, str(case), caller.who.person)
        return Status(204, None)
    agree_party(actor, str(case), caller.who.person)
    return tell_again(request, case)
