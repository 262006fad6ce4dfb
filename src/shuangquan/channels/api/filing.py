"""Check, sign, pay, submit."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, Router

from shuangquan.actions.drafts import find_form_digest, sign_form, submit_case
from shuangquan.actions.loading import request_of
from shuangquan.actions.payments import Due, find_due, order_payment, settle_payment
from shuangquan.actions.showing import Seen, find_fact_order, find_open
from shuangquan.actions.stepping import find_own_level, is_signed
from shuangquan.channels.api import case_asks as asks
from shuangquan.channels.api import case_shapes as shapes
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.filling import SIGN
from shuangquan.channels.api.matters import READ, WRONG, act, check_applies, see, tell_again
from shuangquan.channels.api.problems import find_language
from shuangquan.core.cases.forms import find_waiting_parties
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.api_case import collect_check, collect_open, collect_own
from shuangquan.queries.portal_consent import find_signable_roles
from shuangquan.queries.portal_form import find_form, find_own_rows
from shuangquan.queries.portal_pledges import find_promises

router = Router(tags=["cases"])
SUBMIT = Needs("case.submit")
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", description="8 to 64 characters: new for every submission, the same when it is sent again", max_length=200
    ),
]
KEY_SIZE = range(8, 65)


@router.get("/{case}/check", response={200: shapes.Check, **WRONG}, auth=READ, url_name="case-check")
def show_check(request: HttpRequest, case: UUID) -> Any:
    """What is signed, and the digest that a signature is bound to; for another party, what is theirs."""
    seen = see(request, case, "sign a form", "check")
    loaded, language = seen.loaded, find_language(request)
    return {
        **_collect(seen, language),
        "digest": find_form_digest(loaded),
        "open": collect_open(find_open(loaded), language),
        "waiting": list(find_waiting_parties(loaded.case, loaded.index)),
        "promises": [to_plain(one.promise) for one in find_promises(loaded.index.plan, language)],
        "level": find_own_level(loaded, seen.role),
        "have": act(request, "sign a form")[0].who.level,
        "signed": is_signed(loaded, seen.role),
    }


def _collect(seen: Seen, language: str) -> dict[str, Any]:
    loaded, order = seen.loaded, find_fact_order(seen.loaded.case.bundle)
    if seen.applies:
        return collect_check(find_form(loaded.case, loaded.index, seen.role, language, order))
    roles = find_signable_roles(loaded.case, loaded.index, seen.role)
    return {"given": [], "fetched": collect_own(find_own_rows(loaded.case, loaded.index, seen.role, language, order, roles))}


@router.post("/{case}/signature", response={200: shapes.CaseState, **WRONG}, auth=SIGN, url_name="case-signature")
def sign(request: HttpRequest, case: UUID, body: asks.Sign) -> Any:
    """Sign what was shown, at identity level 4: for a day after the person allowed it."""
    caller, actor = act(request, "sign a form")
    sign_form(actor, str(case), caller.who.person, body.digest, body.drawing)
    return tell_again(request, case)


@router.get("/{case}/fees", response={200: shapes.Fees, **WRONG}, auth=READ, url_name="case-fees")
def show_fees(request: HttpRequest, case: UUID) -> Any:
    """What is to be paid, as the departments say now."""
    return _fees(find_due(check_applies(see(request, case, "pay")).loaded))


def _fees(due: Due) -> dict[str, Any]:
    lines = [{"item": to_plain(name), "amount": amount} for name, amount in due.lines]
    return {"total": due.total, "lines": lines, "known": due.known, "paid": due.paid}


@router.post("/{case}/payment", response={200: shapes.PayAt, **WRONG}, auth=SUBMIT, url_name="case-payment")
def pay(request: HttpRequest, case: UUID, body: asks.Pay) -> Any:
    """Order what is due as one sum; the person pays at the address that is answered."""
    caller, actor = act(request, "pay")
    if body.return_url not in caller.app.redirects:
        raise Refusal("app.redirect", "return_url")
    return {"pay_url": order_payment(actor, str(case), caller.who.person, body.return_url)}


@router.post("/{case}/payment/settle", response={200: shapes.Fees, **WRONG}, auth=SUBMIT, url_name="case-settle")
def settle(request: HttpRequest, case: UUID) -> Any:
    """Ask the payment side how the order stands."""
    caller, actor = act(request, "pay")
    return _fees(find_due(settle_payment(actor, str(case), caller.who.person)))


@router.post("/{case}/submission", response={200: shapes.CaseState, **WRONG}, auth=SUBMIT, url_name="case-submission")
def submit(request: HttpRequest, case: UUID, key: Key = "") -> Any:
    """Submit, once, however often this is sent with the same key."""
    if len(key) not in KEY_SIZE or not key.isprintable():
        raise Refusal("api.key", "Idempotency-Key")
    caller, actor = act(request, "submit")
    person, wanted = caller.who.person, request_of(key, {"case": str(case), "do": "submit"})
    try:
        submit_case(actor, str(case), person, wanted)
    except Refusal as refusal:
        if refusal.code != "payment.missing":
            raise
        # Paid, perhaps, and nobody told us. Where nobody can say how much, it is paid later.
        loaded = settle_payment(actor, str(case), person)
        submit_case(actor, str(case), person, wanted, fees_known=find_due(loaded).known)
    return tell_again(request, case)
