"""Kiosks as machines: given a place, enrolled by a one-time code, heard from, locked and unlocked from afar."""

from collections.abc import Mapping

from shuangquan.actions.calls import collecting_calls
from shuangquan.actions.limiting import append_failed, check_wait
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.policy import check_may
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.model_kiosk import SITES
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.text import Text, clean_text
from shuangquan.records import kiosks
from shuangquan.records.clock import now
from shuangquan.records.kiosks import StoredKiosk as StoredKiosk
from shuangquan.records.organisations import append_house_change

LONGEST_PLACE = 60
OFFLINE, LOW, WELL = "offline", "low", ""
"""How a device is, beside the printer's own words for trouble."""


def add_kiosk(actor: Actor, place: Text, site: str, region: str, printer: str = "") -> tuple[str, str]:
    """Give a machine a place: (id, one-time code). printer: its queue, the id by default.

    Refusals: "kiosk.place", "kiosk.site", "kiosk.region", policy.
    """
    check_may(actor, "kiosk.keep")
    named = Text(clean_text(place.zh, LONGEST_PLACE + 1), clean_text(place.en, 2 * LONGEST_PLACE))
    if not 1 <= len(named.zh) <= LONGEST_PLACE:
        raise Refusal("kiosk.place", "place", most=LONGEST_PLACE)
    if site not in SITES:
        raise Refusal("kiosk.site", "site", kinds="、".join(SITES))
    if not _is_own(actor, region) or find_division(region) is None:
        raise Refusal("kiosk.region", "region", region=region[:12])
    made = kiosks.append_kiosk(named, site, region, printer)
    _note(actor, made, region, "placed", site)
    return made, kiosks.apply_code(made)


def renew_code(actor: Actor, kiosk_id: str) -> str:
    """Another one-time code: the machine that was there serves until it is used. Refusals: "kiosk.unknown", policy."""
    held = load_kiosk(actor, kiosk_id, "kiosk.keep")
    _note(actor, held.id, held.region, "code", held.site)
    return kiosks.apply_code(held.id)


def remove_machine(actor: Actor, kiosk_id: str) -> None:
    """The machine is gone (stolen, replaced): it is known no more. Refusals: "kiosk.unknown", policy."""
    held = load_kiosk(actor, kiosk_id, "kiosk.keep")
    kiosks.apply_removal(held.id)
    _note(actor, held.id, held.region, "removed", held.site)


def lock_kiosk(actor: Actor, kiosk_id: str, *, locked: bool) -> None:
    """Let nobody be served there, or let people be served again. Refusals: "kiosk.unknown", policy."""
    held = load_kiosk(actor, kiosk_id, "kiosk.keep")
    if kiosks.apply_lock(held.id, locked=locked):
        _note(actor, held.id, held.region, "locked" if locked else "unlocked", held.site)


def load_kiosk(actor: Actor, kiosk_id: str, verb: str) -> StoredKiosk:
    """One that the actor may see. Refusals: "kiosk.unknown", policy."""
    check_may(actor, verb)
    held = kiosks.find_kiosk(kiosk_id)
    if held is None or not _is_own(actor, held.region):
        raise Refusal("kiosk.unknown", "kiosk")
    return held


def list_kiosks(actor: Actor) -> tuple[StoredKiosk, ...]:
    """Every machine in the actor's region and what lies in it."""
    check_may(actor, "kiosk.see")
    return kiosks.find_kiosks(find_prefix(actor.region))


def claim_kiosk(code: str, address: str) -> tuple[str, str]:
    """A machine takes its place: (id, its key, which is kept by the machine and nowhere else).

    Refusals: "kiosk.code"; "request.limited" after too many wrong ones from this address.
    """
    check_wait("kiosk", address)
    found = kiosks.apply_claim("".join(code.split()).upper()[:16])
    if found is None:
        append_failed("kiosk", address)
        raise Refusal("kiosk.code", "code")
    return found


def find_machine(key: str) -> StoredKiosk | None:
    """The machine that shows this key; None for one that is not known."""
    return kiosks.find_kiosk_by_key(key) if key else None


def keep_beat(kiosk: StoredKiosk) -> Mapping[str, str]:
    """A machine says that it is there; its devices are asked how they are, which is kept and answered, by device."""
    health = {"printer": _ask_printer(kiosk), "reader": OFFLINE if is_card_there(kiosk) is None else WELL}
    if "help" in kiosk.health:
        health["help"] = kiosk.health["help"]
    kiosks.apply_beat(kiosk.id, health)
    return health


def _ask_printer(kiosk: StoredKiosk) -> str:
    with collecting_calls(kiosk.region, keep=False):  # a look at one's own device asks nothing of anybody
        try:
            state = ports().printer.find_printer(find_queue(kiosk))
        except Fault:
            return OFFLINE
    return state.trouble or (LOW if state.low else WELL)


def is_card_there(kiosk: StoredKiosk) -> bool | None:
    """Whether a card lies on its reader; None when the reader does not answer. Whose it is leaves nowhere from here."""
    with collecting_calls(kiosk.region, keep=False):
        try:
            return ports().reader.read_card(kiosk.id, f"kiosk:{kiosk.id}") is not None
        except Fault:
            return None


def call_help(kiosk: StoredKiosk) -> None:
    """Somebody at the machine asks for a person: shown in the list of machines until an administrator has been there."""
    kiosks.apply_beat(kiosk.id, {**kiosk.health, "help": now().isoformat(timespec="seconds")})


def answer_help(actor: Actor, kiosk_id: str) -> None:
    """Somebody went there. Refusals: "kiosk.unknown", policy."""
    held = load_kiosk(actor, kiosk_id, "kiosk.see")
    kiosks.apply_health(held.id, {name: word for name, word in held.health.items() if name != "help"})


def find_queue(kiosk: StoredKiosk) -> str:
    """The name of its printer's queue."""
    return kiosk.printer or kiosk.id


def _is_own(actor: Actor, region: str) -> bool:
    return region.startswith(find_prefix(actor.region))


def _note(actor: Actor, kiosk_id: str, region: str, what: str, site: str) -> None:
    append_house_change(actor.subject, "kiosk", kiosk_id, actor.department or "system", region, {"did": what, "site": site})
