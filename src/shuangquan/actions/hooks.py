"""通知: an app is told what happens in the matters it opened, by ids alone, signed, until it has taken it or is given up."""

import base64
import hmac
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from shuangquan.connectors.bound import ports
from shuangquan.connectors.hooks.port import Call
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.cases import load_case
from shuangquan.records.changes import StoredEvent
from shuangquan.records.clients import App, find_app, find_opener, hook_key
from shuangquan.records.clock import now
from shuangquan.records.hooks import (
    Delivery,
    News,
    append_deliveries,
    apply_attempt,
    apply_resend,
    find_deliveries,
    find_delivery,
)

DOORS = ("api", "zone")
"""Where a case can be opened that an app is told of: by the app, or by a person in the zone that it shows."""
WAITS = (10, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before each try after the first: two days in all; then it is dead until somebody sends it again."""
Body = Mapping[str, Any]


def _state(state: str) -> Callable[[Body], dict[str, Any]]:
    return lambda _body: {"state": state}


def _task(body: Body) -> dict[str, Any]:
    return {"item": body["item"], "member": body.get("member") or ""}


TOLD: dict[str, tuple[str, Callable[[Body], dict[str, Any]]]] = {
    "case.submitted": ("case.state", _state("submitted")),
    "case.closed": ("case.state", _state("closed")),
    "case.withdrawn": ("case.state", _state("withdrawn")),
    "case.merged": ("case.state", _state("withdrawn")),
    "task.decided": ("task.decided", lambda body: {**_task(body), "outcome": body["outcome"]}),
    "certificate.issued": ("certificate.issued", lambda body: {**_task(body), "type": body["type"]}),
    "correction.sent": ("correction.needed", _task),
    "need.asked": ("correction.needed", _task),
    "party.invited": ("party.asked", lambda body: {"role": body["role"]}),
}
"""Kind of an event → kind of what is told, and what of the event is: ids and codes."""


def is_told(door: str, kinds: frozenset[str]) -> bool:
    """Whether a change at a case that was opened at `door` may be somebody's to hear."""
    return door in DOORS and not kinds.isdisjoint(TOLD)


def tell_app(case_id: str) -> None:
    """Keep what is new in a case for the app that opened it; run again, it keeps nothing twice."""
    found, stored = find_opener(case_id), load_case(case_id)
    if found is None or not found[0].callback or stored is None:
        return
    app, subject = found
    news = tuple(_news(case_id, one, subject) for one in stored.events if one.kind in TOLD)
    append_deliveries(app.id, case_id, stored.row.home_region, news)


def _news(case_id: str, event: StoredEvent, subject: str) -> News:
    """subject: a host's own id of its user, so that it knows whose matter it is; "" for none."""
    kind, read = TOLD[event.kind]
    whose = {"subject": subject} if subject else {}
    return News(event.seq, kind, {"case": case_id, "seq": event.seq, **whose, **read(event.body)}, event.happened_at)


def send_hook(delivery_id: str) -> None:
    """Try once. What does not arrive is tried again later, each time after a longer wait, and is dead after the last."""
    delivery = find_delivery(delivery_id)
    if delivery is None or delivery.state != "waiting":
        return
    found = find_app(delivery.app)
    if found is None or found[0].ended or not found[0].callback:
        apply_attempt(delivery, "dead", "ended", None)
        return
    try:
        status = ports().hooks.send(make_call(found[0], delivery))
    except Fault as fault:
        _fail(delivery, fault.code)
    except Refusal as refusal:
        _fail(delivery, refusal.code)
    else:
        apply_attempt(delivery, "sent", str(status), None)


def _fail(delivery: Delivery, status: str) -> None:
    if delivery.attempts < len(WAITS):
        apply_attempt(delivery, "waiting", status, now() + timedelta(seconds=WAITS[delivery.attempts]))
    else:
        apply_attempt(delivery, "dead", status, None)


def make_call(app: App, delivery: Delivery) -> Call:
    """The call, signed over its id, the moment of this attempt and its body (Standard Webhooks 1.0.0: HMAC-SHA256)."""
    body = canonical_bytes(
        {"id": delivery.id, "type": delivery.kind, "timestamp": delivery.made_at.isoformat(), "data": dict(delivery.body)}
    )
    stamp = str(int(now().timestamp()))
    made = hmac.new(hook_key(app), f"{delivery.id}.{stamp}.".encode() + body, "sha256").digest()
    headers = {"webhook-id": delivery.id, "webhook-timestamp": stamp, "webhook-signature": f"v1,{base64.b64encode(made).decode()}"}
    return Call(app.id, app.callback, delivery.kind, delivery.case_id, headers, body)


def list_hooks(app: str, state: str, most: int = 200) -> tuple[Delivery, ...]:
    """Deliveries of an app, or of all when it is "", in one state or any; for the operator."""
    return find_deliveries(app, "", most, state)


def resend_hook(delivery: str) -> None:
    """Try again from the start; for the operator. Refusal("delivery.unknown") when there is none, or it is under way."""
    try:
        known = apply_resend(str(UUID(delivery)))
    except ValueError:
        known = False
    if not known:
        raise Refusal("delivery.unknown", "delivery")


def resend_own(actor: Actor, delivery: str) -> None:
    """As `resend_hook`, by the app itself. Refusals: "delivery.unknown" for another's too, policy."""
    check_may(actor, "app.own")
    found = find_delivery(delivery)
    if found is None or found.app != actor.subject:
        raise Refusal("delivery.unknown", "delivery")
    resend_hook(delivery)
