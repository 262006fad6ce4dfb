"""What was read off an applicant's own paper: offered, confirmed or mended, and the paper itself to look at meanwhile."""

from collections.abc import Mapping

from shuangquan.actions.gathering import gather_draft
from shuangquan.actions.loading import Loaded, decide_case, find_role
from shuangquan.actions.people import Person
from shuangquan.actions.showing import Seen, show_case
from shuangquan.core.cases.confirming import decide_confirmed, find_fillable
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.readings import PaperPlace
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.records.blobs import StoredBlob, find_blob
from shuangquan.records.clock import today
from shuangquan.records.crops import StoredCrop, find_crops


def confirm_read(actor: Actor, case_id: str, person: Person, place: PaperPlace, given: Mapping[Var, str]) -> Loaded:
    """Take into the form what the person confirmed or mended of one paper. Refusals of `decide_confirmed`, policy."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_confirmed(turn, index, find_role(turn.case, person.id_number) or "", place, given)
        gather_draft(actor, turn, index)

    return decide_case(actor, case_id, "case.fill", decide, person=person)


def fills_form(seen: Seen, place: PaperPlace) -> bool:
    """Whether something that the form asks stands on this paper."""
    return place in find_fillable(seen.loaded.case, seen.loaded.index, seen.role, today())


def open_own_paper(actor: Actor, case_id: str, person: Person, place: PaperPlace) -> StoredBlob:
    """A paper that the applicant handed in, with its content. Refusal("evidence.unknown") for none, and to any other than the applicant."""
    seen = show_case(actor, case_id, person)
    held = seen.loaded.case.evidence.get(place) if seen.applies else None
    found = find_blob(held[0]) if held is not None else None
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    return found


def open_own_crop(actor: Actor, case_id: str, person: Person, place: PaperPlace, field: str) -> StoredCrop:
    """The piece of the applicant's own paper where a field stands. Refusal("evidence.unknown") for none, and to any other."""
    seen = show_case(actor, case_id, person)
    held = seen.loaded.case.evidence.get(place) if seen.applies else None
    found = find_crops(held[0]).get(field) if held is not None else None
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    return found
