"""The other person, on their own phone: who asks, for which of my data, for what; yes or no; a signature if the plan says so."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.drafts import find_form_digest, sign_form
from shuangquan.actions.parties import agree_party, decline_party
from shuangquan.actions.showing import Seen, find_fact_order, find_open, show_case
from shuangquan.channels.look.reading import SIGNING, read_drawn
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.seats import find_seat, say_seat, split_seat
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.portal_consent import find_asked_of, find_signable_roles
from shuangquan.queries.portal_form import find_own_rows
from shuangquan.queries.portal_times import say_day


@require_http_methods(["GET", "POST"])
@citizen
def show_consent(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Agree or not; then sign."""
    actor, person = visitor.actor("answer a request"), visitor.who.person
    try:
        seen = show_case(actor, str(case), person)
    except Refusal as refusal:
        if refusal.code != "party.not_you":
            raise
        return render_page(request, visitor.look, "declined.html")
    if seen.applies:
        return go("next", case=case)
    if seen.loaded.case.state is not CaseState.DRAFT:
        return go("progress", case=case)
    if request.method != "POST":
        return _render(request, visitor, case, seen)
    do = request.POST.get("do", "")
    if do == "agree":
        agree_party(actor, str(case), person)
    elif do == "decline":
        decline_party(actor, str(case), person)
        return render_page(request, visitor.look, "declined.html", listed=split_seat(seen.loaded.case, seen.role)[1] is not None, case=case)
    elif do == "sign":
        return _sign(request, visitor, case, seen)
    return go("consent", case=case)


def _sign(request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen) -> HttpResponseBase:
    if not request.POST.get("oath"):
        return _render(request, visitor, case, seen, (Refusal("sign.missing", "oath"),))
    try:
        sign_form(visitor.actor("sign a form"), str(case), visitor.who.person, request.POST.get("digest", ""), read_drawn(request))
    except Refusals as found:
        return _render(request, visitor, case, seen, found.refusals)
    except Refusal as refusal:
        if refusal.code not in SIGNING:
            raise
        return _render(request, visitor, case, seen, (refusal,))
    return go("consent", case=case)


def _render(request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = ()) -> HttpResponse:
    loaded, role, language = seen.loaded, seen.role, visitor.look.language
    party = loaded.case.parties.get(role)
    alone = split_seat(loaded.case, role)[1] is None
    agreed = party is not None and (party.agreed_at is not None or (alone and party.declined in ("typed", "silent")))
    seat = find_seat(loaded.case, loaded.index, role)
    must_sign = agreed and seat is not None and seat.party.signs
    ready = must_sign and not find_open(loaded)
    signed = must_sign and role not in find_unsigned(loaded.case, loaded.index)
    roles = find_signable_roles(loaded.case, loaded.index, role) if ready else frozenset({split_seat(loaded.case, role)[0]})
    return render_page(
        request,
        visitor.look,
        "consent.html",
        drawn=read_drawn(request),
        case=case,
        plan=loaded.index.plan,
        agreed=agreed,
        asked=find_asked_of(loaded.case, loaded.index, role),
        listed=not alone,
        applicant=loaded.index.roles[loaded.case.signed_in].label,
        me=say_seat(loaded.case, loaded.index, role),
        must_sign=must_sign,
        ready=ready,
        signed=signed,
        digest=find_form_digest(loaded) if ready else "",
        wrong=wrong,
        sheets=find_own_rows(loaded.case, loaded.index, role, language, find_fact_order(loaded.case.bundle), roles) if agreed else (),
        lasts=say_day(party.until, language) if party and party.agreed_at and party.until else "",
        until=say_day(party.silent_at, language) if party and party.silent_at else "",
        status=422 if wrong else 200,
    )
