"""Matters that an app opens for a person: listed, begun, told of, asked about."""

from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from shuangquan.actions.app_cases import list_own, note_reading, open_app_case
from shuangquan.actions.app_tokens import Caller
from shuangquan.actions.drafts import answer_questions, inform_case
from shuangquan.actions.notices import find_notice
from shuangquan.actions.showing import Seen, find_questions, show_case
from shuangquan.actions.stepping import find_step
from shuangquan.channels.api import case_asks as asks
from shuangquan.channels.api import case_shapes as shapes
from shuangquan.channels.api.entry import Needs, find_caller_of
from shuangquan.channels.api.problems import Problem, find_language
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var, parse_var
from shuangquan.queries.api_case import collect_questions, make_line
from shuangquan.queries.portal_cases import find_my_cases

router = Router(tags=["cases"])
READ, FILL = Needs("case.read"), Needs("case.fill")
WRONG = dict.fromkeys((400, 401, 403, 404, 409, 410, 413, 422, 429, 503), Problem)
"""What any of these calls may be told."""
MOST = 50
_UUID = r"^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$"
After = Annotated[str, Query(pattern=_UUID, description="`next` of the page before")]


def act(request: HttpRequest, purpose: str) -> tuple[Caller, Actor]:
    """Who calls, and the person as an actor at this door."""
    caller = find_caller_of(request)
    return caller, caller.actor(str(settings.HOME_REGION), purpose)


def see(request: HttpRequest, case: UUID, purpose: str, reads: str = "", whole: tuple[str, ...] = ()) -> Seen:
    """The case as the person sees it. reads: what of it this call reads, kept for the person to see; "" when it reads no value."""
    caller, actor = act(request, purpose)
    seen = show_case(actor, str(case), caller.who.person, whole)
    if reads:
        note_reading(actor, str(case), reads, seen.loaded.stored.row.home_region)
    return seen


def check_applies(seen: Seen) -> Seen:
    """Refusal("policy.forbidden") for anybody but the applicant."""
    if not seen.applies:
        raise Refusal("policy.forbidden", "case")
    return seen


def read_facts(given: dict[str, str]) -> dict[Var, str]:
    """Typed facts by variable; empty ones are none. Refusal("api.invalid") for a name that is no variable."""
    found: dict[Var, str] = {}
    for name, text in given.items():
        try:
            found[parse_var(name)] = text
        except ValueError:
            raise Refusal("api.invalid", f"facts.{name}"[:80]) from None
    return {var: text for var, text in found.items() if text.strip()}


def tell(seen: Seen) -> dict[str, Any]:
    """How the matter stands."""
    case, (step, why) = seen.loaded.case, find_step(seen)
    head = {"id": case.id, "number": seen.loaded.stored.row.number or "", "theme": case.theme, "region": case.region}
    return {
        **head, "state": case.state.value, "role": seen.role, "applies": seen.applies, "step": step, "why": to_plain(why),
        "version": case.version,
    }  # fmt: skip


def tell_again(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """How it stands after a change."""
    return tell(see(request, case, "own matter"))


@router.get("", response={200: shapes.Cases, **WRONG}, auth=READ, url_name="cases")
def list_cases(
    request: HttpRequest,
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
) -> Any:
    """Matters that this app opened and the person takes part in, oldest first."""
    page = list_own(find_caller_of(request), after, limit + 1)
    found = {one.id: one for one in find_my_cases(find_caller_of(request).who.index, page[:limit])}
    lines = [make_line(found[one]) for one in page[:limit] if one in found]
    return {"cases": lines, "next": page[limit - 1] if len(page) > limit else ""}


@router.post("", response={201: shapes.CaseState, **WRONG}, auth=FILL, url_name="cases")
def open_one(request: HttpRequest, body: asks.Open) -> Any:
    """Begin a matter. Departments are asked nothing before the notice has been agreed to."""
    caller, actor = act(request, "open a matter")
    made = open_app_case(caller, actor, body.theme, body.region, body.role)
    return Status(201, tell(see(request, UUID(made), "own matter")))


@router.get("/{case}", response={200: shapes.CaseState, **WRONG}, auth=READ, url_name="case")
def show_one(request: HttpRequest, case: UUID) -> Any:
    """How it stands and what comes next."""
    return tell_again(request, case)


@router.get("/{case}/notice", response={200: shapes.Notice, **WRONG}, auth=READ, url_name="case-notice")
def show_notice(request: HttpRequest, case: UUID) -> Any:
    """What is asked of whom, for what, on which ground: to be shown to the person."""
    held = check_applies(see(request, case, "read the notice")).loaded.case
    notice = find_notice(held.bundle, held.theme, held.region, held.signed_in)
    lines = [{**to_plain(line), "ground": line.basis.source} for line in notice.lines]
    return {"lines": lines, "digest": notice.digest, "agreed": held.signed_in in held.informed}


@router.post("/{case}/notice", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-notice")
def agree(request: HttpRequest, case: UUID, body: asks.Agree) -> Any:
    """The person has read it and agrees: the departments are asked."""
    held = check_applies(see(request, case, "read the notice")).loaded.case
    if find_notice(held.bundle, held.theme, held.region, held.signed_in).digest != body.digest:
        raise Refusal("notice.changed", "digest")
    caller, actor = act(request, "read the notice")
    inform_case(actor, str(case), caller.who.person)
    return tell_again(request, case)


@router.get("/{case}/questions", response={200: shapes.Questions, **WRONG}, auth=READ, url_name="case-questions")
def show_questions(request: HttpRequest, case: UUID) -> Any:
    """What data cannot answer."""
    seen = check_applies(see(request, case, "fill in a form"))
    loaded = seen.loaded
    return collect_questions(loaded.case, loaded.index, seen.role, find_questions(loaded), find_language(request))


@router.post("/{case}/questions", response={200: shapes.CaseState, **WRONG}, auth=FILL, url_name="case-questions")
def answer(request: HttpRequest, case: UUID, body: asks.Answers) -> Any:
    """Answer; whatever can then be asked of sources is asked."""
    caller, actor = act(request, "fill in a form")
    said = {(one.situation, one.member or None): ",".join(one.value) for one in body.answers}
    answer_questions(actor, str(case), caller.who.person, said, read_facts(body.facts))
    return tell_again(request, case)
