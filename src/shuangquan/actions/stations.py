"""便民服务站 as places: an agreement, who helps there, tablets that are enrolled by a one-time code and revoked at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shuangquan.actions.limiting import append_failed, check_wait
from shuangquan.actions.staff import Officer
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.station import SITES, Agreement, check_agreement
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.text import Text, clean_text
from shuangquan.records import stations
from shuangquan.records.clock import today
from shuangquan.records.ids import new_id
from shuangquan.records.organisations import append_house_change
from shuangquan.records.staff import find_accounts, find_id
from shuangquan.records.stations import StoredStation as StoredStation
from shuangquan.records.stations import StoredTablet as StoredTablet

LONGEST = 60


def add_station(
    actor: Actor, place: Text, partner: str, site: str, region: str, themes: Sequence[str], days: tuple[date, date | None]
) -> StoredStation:
    """A station with its agreement. days: first and last, None without end.

    Refusals: "station.place", "station.site", "station.region", "station.themes", "station.days", policy.
    """
    check_may(actor, "station.keep")
    named = Text(clean_text(place.zh, LONGEST + 1), clean_text(place.en, 2 * LONGEST))
    whom = clean_text(partner, LONGEST + 1)
    if not 1 <= len(named.zh) <= LONGEST or not 1 <= len(whom) <= LONGEST:
        raise Refusal("station.place", "place", most=LONGEST)
    if site not in SITES:
        raise Refusal("station.site", "site", kinds="、".join(SITES))
    if not region.startswith(find_prefix(actor.region)) or find_division(region) is None:
        raise Refusal("station.region", "region", region=region[:12])
    _check_themes(region, themes)
    if days[1] is not None and days[1] < days[0]:
        raise Refusal("station.days", "until")
    made = StoredStation(new_id(), named, site, region, whom, tuple(dict.fromkeys(themes)), *days)
    stations.keep_station(made)
    _note(actor, made, "added", themes=list(made.themes))
    return made


def change_agreement(
    actor: Actor, station_id: str, themes: Sequence[str] = (), until: date | None = None, *, ends: bool = False
) -> StoredStation:
    """Other matters, another last day. ends: `until` holds, also when it is None. Refusals as `add_station`; "station.unknown"."""
    held = load_station(actor, station_id)
    if themes:
        _check_themes(held.region, themes)
    changed = replace(held, themes=tuple(dict.fromkeys(themes)) or held.themes, until=until if ends else held.until)
    if changed.until is not None and changed.until < changed.since:
        raise Refusal("station.days", "until")
    stations.keep_station(changed)
    _note(actor, changed, "changed", themes=list(changed.themes), until=str(changed.until or ""))
    return changed


def _check_themes(region: str, themes: Sequence[str]) -> None:
    known = load_online(region).themes
    wrong = next((one for one in themes if one not in known), "" if themes else "—")
    if wrong:
        raise Refusal("station.themes", "themes", theme=wrong[:64])


def load_station(actor: Actor, station_id: str) -> StoredStation:
    """One that the actor keeps. Refusals: "station.unknown", policy."""
    check_may(actor, "station.keep")
    held = stations.find_station(station_id)
    if held is None or not held.region.startswith(find_prefix(actor.region)):
        raise Refusal("station.unknown", "station")
    return held


def list_stations(actor: Actor) -> tuple[StoredStation, ...]:
    """Every station in the actor's region and what lies in it."""
    check_may(actor, "station.keep")
    return stations.find_stations(find_prefix(actor.region))


def list_tablets(actor: Actor, station_id: str) -> tuple[StoredTablet, ...]:
    """The tablets of a station. Refusals of `load_station`."""
    return stations.find_tablets(load_station(actor, station_id).id)


def keep_helper(actor: Actor, station_id: str, account: str, *, ends: bool = False) -> None:
    """Somebody helps there from now on, or (ends) not any more. Refusals: "station.account", those of `load_station`."""
    held = load_station(actor, station_id)
    if account not in find_accounts({account}):
        raise Refusal("station.account", "account", account=account[:64])
    user = find_id(account)
    if ends:
        stations.apply_helper_end(held.id, user)
    else:
        stations.append_helper(held.id, user)
    _note(actor, held, "helper-ended" if ends else "helper", helper=f"staff-{user}")


def add_tablet(actor: Actor, station_id: str) -> tuple[str, str]:
    """A place for a tablet: (id, one-time code); one that nobody claimed gets another code. Refusals of `load_station`."""
    held = load_station(actor, station_id)
    free = next((one for one in stations.find_tablets(held.id) if one.enrolled_at is None and one.revoked_at is None), None)
    made = (free.id, stations.apply_tablet_code(free.id)) if free else stations.append_tablet(held.id)
    _note(actor, held, "tablet", tablet=made[0])
    return made


def revoke_tablet(actor: Actor, tablet_id: str) -> None:
    """A tablet that is lost: it is known no more, and what is still on it can be opened by nobody. Refusals of `load_station`."""
    check_may(actor, "station.keep")
    tablet = stations.find_tablet(tablet_id)
    held = load_station(actor, tablet.station_id if tablet else "")
    if stations.apply_tablet_end(tablet_id):
        _note(actor, held, "tablet-revoked", tablet=tablet_id)


def claim_tablet(code: str, address: str) -> tuple[str, str]:
    """A browser becomes a tablet: (id, its key). Refusals: "station.code"; "request.limited" after too many wrong ones from here."""
    check_wait("station", address)
    found = stations.apply_tablet_claim("".join(code.split()).upper()[:16])
    if found is None:
        append_failed("station", address)
        raise Refusal("station.code", "code")
    return found


def find_tablet_here(key: str) -> tuple[StoredTablet, StoredStation] | None:
    """The tablet that shows this key, with its station; None for one that is not known or revoked."""
    tablet = stations.find_tablet_by_key(key) if key else None
    station = stations.find_station(tablet.station_id) if tablet else None
    return (tablet, station) if tablet is not None and station is not None else None


def check_helper(officer: Officer, station: StoredStation) -> None:
    """Refusal("station.helper") for who does not help at this station."""
    if officer.staff.id not in stations.find_helpers(station.id):
        raise Refusal("station.helper", "username")


def check_open(station: StoredStation, theme: str = "") -> None:
    """Whether the agreement holds today, for this theme. Refusals: "station.over", "station.theme"."""
    check_agreement(Agreement(station.themes, station.since, station.until), today(), theme)


def _note(actor: Actor, station: StoredStation, did: str, **more: object) -> None:
    append_house_change(actor.subject, "station", station.id, actor.department or "system", station.region, {"did": did, **more})
