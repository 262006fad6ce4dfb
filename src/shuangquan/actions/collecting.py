"""一个出口: papers wait at a hall and are handed over to the holder, or to an agent with an authorisation, against a signature."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from shuangquan.actions.acting import acting_system
from shuangquan.actions.keeping import find_number
from shuangquan.actions.loading import Loaded, decide_case, find_roles, load
from shuangquan.actions.people import Person
from shuangquan.actions.showing import find_theme_name
from shuangquan.actions.signing_forms import seal_statement
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.collecting import decide_collect, decide_hand_over, find_collection, find_waiting_papers
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.text import Text
from shuangquan.records.accounts import append_presence
from shuangquan.records.blobs import append_blob
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.exits import StoredExit, apply_exit_over, find_exits, keep_exit
from shuangquan.records.vault import blind_index


@dataclass(frozen=True, slots=True)
class Taker:
    """Who came for the papers, by their card. agent: the account of somebody who is no party of the matter, "" for one who is."""

    case: str
    agent: str
    level: int


def choose_collect(actor: Actor, case_id: str, person: Person, hall: str) -> Loaded:
    """The applicant collects the papers at this hall; nothing is sent. Refusals: "collect.none", policy."""
    return decide_case(actor, case_id, "case.collect", lambda turn, index: decide_collect(turn, index, hall), person=person)


def shelve_case(case_id: str) -> None:
    """Put on the list of the exit windows what waits of a matter, or take it off."""
    with acting_system():
        loaded = load(case_id)
        papers = find_waiting_papers(loaded.case, loaded.index)
        if not papers:
            apply_exit_over(case_id)
            return
        names = {out.type: out.name for item in loaded.index.plan.items for out in item.certificates}
        number = find_number(loaded.case, loaded.case.signed_in)
        party = blind_index("id_number", number) if number else None
        keep_exit(loaded.stored.row, loaded.case.collect, [names[one.type] for one in papers], party)


@contextmanager
def _in_region(by: Actor) -> Iterator[None]:
    """See what lies in the region of these hands: only behind a verb of the policy, and only meanwhile."""
    check_may(by, "paper.hand")
    with use_claims(Claims(regions=(find_prefix(by.region),))):
        yield


@dataclass(frozen=True, slots=True)
class Waiting:
    """Papers of one matter that wait here, with the matter's name."""

    stored: StoredExit
    theme: Text


def list_waiting(by: Actor, hall: str) -> tuple[Waiting, ...]:
    """What waits at this hall, longest first."""
    with _in_region(by):
        found = find_exits(by.region, hall)
    return tuple(Waiting(one, find_theme_name(one.bundle, one.theme)) for one in found)


def find_waiting(by: Actor, hall: str, case_id: str) -> Waiting:
    """One of them. Refusal("collect.none") for what does not wait here."""
    found = next((one for one in list_waiting(by, hall) if one.stored.case_id == case_id), None)
    if found is None:
        raise Refusal("collect.none", "case")
    return found


def was_handed(by: Actor, case_id: str) -> bool:
    """Whether the papers of a matter in this region have been handed over at a hall."""
    with _in_region(by):
        try:
            loaded = load(case_id)
        except Refusal:
            return False
    return find_collection(loaded.case, loaded.index) == "handed"


def read_taker(by: Actor, device: str, case_id: str) -> Taker:
    """Who came, by the card on the reader. Refusals: "card.none", "card.over", "collect.none"; Fault of the reader."""
    check_may(by, "paper.hand")
    card = ports().reader.read_card(device, by.subject)
    if card is None:
        raise Refusal("card.none", "card")
    if card.valid_to is not None and card.valid_to < today():
        raise Refusal("card.over", "card", day=card.valid_to.isoformat())
    with _in_region(by):
        loaded = load(case_id)
    account = append_presence(card.id_number, card.name)
    mine = any(True for _ in find_roles(loaded.case, card.id_number))
    return Taker(case_id, "" if mine else account.id, 5 if card.faced else 4)


def give_authorisation(by: Actor, case_id: str, content: bytes) -> tuple[str, str]:
    """Keep the authorisation of an agent with the case: (blob, SM3 in hex). Refusals of `append_blob`."""
    if not content:
        raise Refusal("evidence.empty", "proof")
    with _in_region(by):
        blob = append_blob(load(case_id).stored.row, "collect/authorisation", content)
    return blob.id, blob.sm3.hex()


def hand_over(by: Actor, taker: Taker, place: tuple[str, str], drawing: str, proof: tuple[str, str] = ("", "")) -> Loaded:
    """Hand over what waits; that is its delivery. place: hall and window. Refusals of `decide_hand_over`, policy."""
    actor = replace(by, subject=f"staff-{by.subject}", by="")
    with _in_region(by):
        find_waiting(by, place[0], taker.case)
        kept = decide_case(
            actor, taker.case, "paper.hand",
            lambda turn, index: decide_hand_over(turn, index, place, taker.agent, taker.level, drawing, proof, seal_statement),
        )  # fmt: skip
        append_data_use(actor, taker.case, ("collected",), kept.stored.row.home_region)
    shelve_case(taker.case)
    return kept
