"""What a person may ask of the state by an app: what registers say of them, what is offered to them; and, for everybody, policies."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Path, Query, Router

from shuangquan.actions.app_cases import check_app_place, take_offer
from shuangquan.actions.app_tokens import Caller
from shuangquan.actions.inquiring import Notice, ask_own, find_notice, list_inquiries
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.offers import Shown, decline_offer, show_offers
from shuangquan.actions.policies import Matched, Question, match_company
from shuangquan.channels.api import oneself_shapes as shapes
from shuangquan.channels.api.case_shapes import CaseState
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.filing import SUBMIT
from shuangquan.channels.api.matters import WRONG, act, tell_again
from shuangquan.channels.api.problems import Problem, find_language
from shuangquan.core.standard.policies import Match
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_regions import find_region

router, policies = Router(tags=["oneself"]), Router(tags=["policies"])
REGISTERS, OFFERS = Needs("register.read"), Needs("offer.answer")
ASK, TAKE = "look up own data", "take what is offered"
At = Annotated[str, Query(description="where: a county, GB/T 2260; without it, the installation's own region", pattern=r"^([0-9]{6})?$")]
InquiryId = Annotated[str, Path(description="id of an inquiry", pattern=r"^[a-z0-9-]{1,64}$")]


@router.get("/inquiries", response={200: shapes.Inquiries, **WRONG}, auth=REGISTERS, url_name="own-inquiries")
def list_own_inquiries(request: HttpRequest, region: At = "") -> Any:
    """What can be looked up of oneself, and what each asks of whom: to be shown to the person before it is asked."""
    region = _check_place(act(request, ASK)[0], region)
    notices = [find_notice(one.id, region) for one in list_inquiries(region)]
    return {"inquiries": [_tell_notice(one) for one in notices]}


def _check_region(region: str) -> str:
    """The region that was named, or the installation's own. Refusal("region.unknown")."""
    if region and find_region(region) is None:
        raise Refusal("region.unknown", "region")
    return region or str(settings.HOME_REGION)


def _check_place(caller: Caller, region: str) -> str:
    """The same, where the app may work. Refusals: "region.unknown", "app.theme"."""
    found = _check_region(region)
    check_app_place(caller, found)
    return found


def _tell_notice(one: Notice) -> dict[str, Any]:
    named = {"name": to_plain(one.inquiry.name), "resource": to_plain(one.resource), "provider": to_plain(one.provider)}
    ground = f"{one.basis.law}{one.basis.article or ''}" if one.basis else ""
    return {"id": one.inquiry.id, **named, "ground": ground, "asks": [to_plain(label) for label in one.asks]}


@router.post("/inquiries/{inquiry}", response={200: shapes.Answered, **WRONG}, auth=REGISTERS, url_name="own-inquiry")
def ask_register(request: HttpRequest, inquiry: InquiryId, region: At = "") -> Any:
    """Ask it. What is said is kept nowhere; that it was asked, the person sees."""
    caller, actor = act(request, ASK)
    asked, language = ask_own(replace(actor, region=_check_place(caller, region)), caller.who, inquiry), find_language(request)
    groups = [{"lines": [{"label": to_plain(line.label), "value": line.say(language)} for line in group]} for group in asked.answer.groups]
    return {"found": asked.answer.found, "as_of": asked.as_of.isoformat(), "groups": groups}


@router.get("/offers", response={200: shapes.Offers, **WRONG}, auth=OFFERS, url_name="own-offers")
def list_own_offers(request: HttpRequest, region: At = "") -> Any:
    """What waits for the person's answer."""
    caller = act(request, TAKE)[0]
    return {"offers": [_tell_offer(one) for one in show_offers(caller.who.index, _check_place(caller, region))]}


def _tell_offer(one: Shown) -> dict[str, Any]:
    uses = [{"what": to_plain(what), "holder": to_plain(holder)} for what, holder in one.uses]
    said = {"name": to_plain(one.name), "why": to_plain(one.why), "rule": to_plain(one.rule), "due": to_plain(one.due)}
    return {"id": one.id, "theme": one.theme, "kind": one.kind, **said, "uses": uses, "missing": [to_plain(name) for name in one.missing]}


@router.post("/offers/{offer}", response={200: CaseState, **WRONG}, auth=OFFERS, url_name="own-offer")
def accept(request: HttpRequest, offer: UUID, region: At = "") -> Any:
    """Take it, which needs the scopes of filling, signing and submitting too; where something is to be given, `step` says what."""
    caller, actor = act(request, TAKE)
    for scope in ("case.fill", "case.sign", SUBMIT.scope):
        caller.check_scope(scope)
    return tell_again(request, UUID(take_offer(caller, actor, str(offer), _check_place(caller, region))))


@router.post("/offers/{offer}/refusal", response={200: shapes.Offers, **WRONG}, auth=OFFERS, url_name="own-offer-refusal")
def decline(request: HttpRequest, offer: UUID, region: At = "") -> Any:
    """Not wanted: it is not offered again."""
    caller = act(request, TAKE)[0]
    _check_place(caller, region)  # before anything happens: the answer lists what is offered there
    decline_offer(str(offer), caller.who.index)
    return list_own_offers(request, region)


@policies.post("", response={200: shapes.Policies, 404: Problem, 429: Problem, 400: Problem, 422: Problem}, url_name="policies")
def match_policies(request: HttpRequest, body: shapes.Company) -> Any:
    """惠企政策: which fit a company of which this much is known, and what to say next. Nothing is asked of registers, nothing is kept."""
    check_rate("inquiry", str(request.META.get("REMOTE_ADDR", "")))
    region = _check_region(body.region)
    found = match_company(Actor("anonymous", "anonymous", region, "api", purpose="match policies"), region, "", body.known)
    if found.wrong:
        raise found.wrong[0]
    return {"policies": [_tell_match(one, found) for one in found.matches], "ask": [_tell_question(one) for one in found.asked]}


def _tell_match(one: Match, found: Matched) -> dict[str, Any]:
    policy = one.policy
    said = {"name": to_plain(policy.name), "gives": to_plain(policy.gives), "department": to_plain(found.departments[policy.department])}
    held = {
        "id": policy.id,
        "state": one.state,
        "how": policy.how,
        "source": policy.source,
        "grade": policy.grade,
        "until": policy.until or "",
    }
    return {
        **held,
        **said,
        "read": [fact.name for fact in one.read],
        "missing": [fact.name for fact in one.missing],
        "claimed": one.claimed,
    }


def _tell_question(one: Question) -> dict[str, Any]:
    options = [{"value": code, "label": to_plain(label)} for code, label in one.options]
    return {"name": one.fact.name, "label": to_plain(one.fact.label), "type": str(one.fact.type), "options": options}
