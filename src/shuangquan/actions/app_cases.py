"""The matters that apps open for people: an app sees those that it opened, and no other."""

from shuangquan.actions.app_tokens import Caller
from shuangquan.actions.certificates import load_payload
from shuangquan.actions.drafts import open_case
from shuangquan.actions.offers import confirm_offer, find_offered
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.calls import append_data_use
from shuangquan.records.certificates import StoredCertificate, find_certificates_of_case
from shuangquan.records.clients import append_app_case, find_app_cases, has_app_case, list_app_cases
from shuangquan.records.hooks import Delivery, find_deliveries


def open_app_case(caller: Caller, actor: Actor, theme: str, region: str, role: str) -> str:
    """Open a matter for the person; answers its id. Refusals: "app.theme", and as `open_case`.

    The link to the app is kept a moment after the case: between the two, a draft can be left that no app sees and the person does.
    """
    app = caller.app
    check_app_place(caller, region, theme)
    case = open_case(actor, theme, region, role, caller.who.person)
    append_app_case(app.id, case, region)
    return case


def check_app_place(caller: Caller, region: str, theme: str = "") -> None:
    """Refusal("app.theme") where the app is not let in: for this theme, in this region."""
    app = caller.app
    if (theme and app.themes and theme not in app.themes) or not app.works_in(region):
        raise Refusal("app.theme", "theme")


def take_offer(caller: Caller, actor: Actor, offer_id: str, region: str) -> str:
    """Take what is offered to the person, within what the app may open; answers the case. Refusals: "app.theme", and as `confirm_offer`."""
    app, who = caller.app, caller.who
    check_app_place(caller, region, find_offered(offer_id, who.index))
    case, _ = confirm_offer(actor, offer_id, who.person, who.index, region)
    if not has_app_case(app.id, case):
        append_app_case(app.id, case, region)
    return case


def check_app_case(caller: Caller, case_id: str) -> None:
    """Refusal("case.unknown") for a case that this app did not open, or whose person this is not, whether or not it exists."""
    if not has_app_case(caller.app.id, case_id):
        raise Refusal("case.unknown", "case")


def list_own(caller: Caller, after: str, most: int) -> tuple[str, ...]:
    """Ids of the person's cases that this app opened, oldest first, from behind `after`."""
    return find_app_cases(caller.app.id, after, most)


def note_reading(actor: Actor, case_id: str, what: str, region: str) -> None:
    """Keep that the app read this of the person's case: the person sees it."""
    append_data_use(actor, case_id, (what,), region)


def load_own_certificate(actor: Actor, case_id: str, certificate_id: str) -> tuple[StoredCertificate, Payload]:
    """A certificate that this case issued. Refusal("certificate.unknown") for any other."""
    stored, payload = load_payload(actor, certificate_id)
    if stored.case_id != case_id:
        raise Refusal("certificate.unknown", "certificate")
    return stored, payload


def list_certificates(actor: Actor, case_id: str) -> tuple[tuple[StoredCertificate, Payload], ...]:
    """What a case issued and whoever acts may see, in order of issue."""
    return tuple(load_payload(actor, one.id) for one in find_certificates_of_case(case_id))


def list_opened(actor: Actor, after: str, most: int) -> tuple[str, ...]:
    """Ids of every matter that the app opened, from behind `after`."""
    check_may(actor, "app.own")
    return list_app_cases(actor.subject, after, most)


def list_told(actor: Actor, after: str, most: int) -> tuple[Delivery, ...]:
    """What the app was told or is still to be told, from behind `after`."""
    check_may(actor, "app.own")
    return find_deliveries(actor.subject, after, most)
