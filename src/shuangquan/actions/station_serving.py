"""A citizen is helped at a station: identified by card, then signing for each matter what lets the helper act."""

from dataclasses import replace
from datetime import datetime

from shuangquan.actions.drafts import open_case
from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.people import Person
from shuangquan.actions.showing import find_theme, find_theme_name
from shuangquan.actions.signing_forms import seal_statement
from shuangquan.actions.stations import StoredStation, check_open
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.signing import read_drawing
from shuangquan.core.cases.station import CARD, Authorisation, decide_authorise, say_authorisation
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.masks import mask_name
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.blobs import append_blob
from shuangquan.records.clock import now
from shuangquan.records.station_acts import append_act, find_acts_of_case

DOOR = "station"


def list_matters(station: StoredStation) -> tuple[tuple[str, Text], ...]:
    """(theme, name) of what the agreement permits here, in its order; what is not online in the region is left out."""
    found = []
    for theme in station.themes:
        try:
            found.append((theme, find_theme(theme, station.region).name))
        except Refusal:
            continue
    return tuple(found)


def find_wording(station: StoredStation, theme: str, helper: str) -> Text:
    """What the citizen signs for this matter. Refusals: "station.over", "station.theme", "theme.unknown"."""
    check_open(station, theme)
    return say_authorisation(find_theme(theme, station.region).name, helper, station.place)


def open_authorised(
    actor: Actor, station: StoredStation, theme: str, role: str, person: Person, party: bytes, helper: str, drawing: str
) -> str:
    """Open a matter that the citizen has just signed for; answers its id. actor: the citizen, by the helper's hands.

    Refusals: of `find_wording`, of `open_case`; "station.sign" and of `read_drawing` before anything is opened.
    """
    words = find_wording(station, theme, helper)
    check_drawn(drawing)
    case = open_case(actor, theme, station.region, role, person)
    authorise(actor, case, person, party, Authorisation(station.id, actor.by, CARD, words.zh, drawing))
    return case


def authorise_draft(actor: Actor, station: StoredStation, case_id: str, person: Person, party: bytes, helper: str, drawing: str) -> None:
    """Let the helper go on with a draft that was begun elsewhere. Refusals as `open_authorised`; "case.not_draft"."""
    loaded = load(case_id)
    words = find_wording(station, loaded.case.theme, helper)
    check_drawn(drawing)
    authorise(actor, case_id, person, party, Authorisation(station.id, actor.by, CARD, words.zh, drawing))


def check_drawn(drawing: str) -> None:
    """A name that is drawn at all, before anything is opened for it."""
    if not read_drawing(drawing):
        raise Refusal("station.sign", "drawn")


def authorise(actor: Actor, case_id: str, person: Person, party: bytes, given: Authorisation, *, proof: bytes = b"") -> Loaded:
    """Note in the case, and in the record of the station, what the citizen signed. proof: a photograph of the card, kept with it."""
    stored = load(case_id).stored
    if proof:
        blob = append_blob(stored.row, "station/identity", proof)
        given = replace(given, proof=(blob.id, blob.sm3.hex()))

    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_authorise(turn, find_role(turn.case, person.id_number) or "", given, actor.identity, seal_statement)

    kept = decide_case(actor, case_id, "station.authorise", decide, person=person)
    whom = (party, mask_name(str(person.facts.get("name", ""))))
    append_act(actor, given.station, stored.row, whom, given.basis, offline=bool(given.package))
    return kept


def check_authorised(actor: Actor, station: StoredStation, case_id: str) -> None:
    """Whether this helper may act in this draft: signed for, here, to this helper. Refusals: "station.authority", `check_open`."""
    loaded = load(case_id)
    check_open(station, loaded.case.theme)
    if all(act.by != actor.by for act in find_acts_of_case(station.id, case_id)):
        raise Refusal("station.authority", "case")


def find_handed_in(case_id: str) -> tuple[str, Text, datetime] | None:
    """(number, theme, when) of a matter that was handed in: all that a helper still sees of it. None while it is a draft."""
    loaded = load(case_id)
    row = loaded.stored.row
    if loaded.case.state is CaseState.DRAFT:
        return None
    return row.number or "", find_theme_name(row.bundle, row.theme), row.submitted_at or now()
