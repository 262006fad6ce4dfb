"""Papers that wait at a hall: which, whether anybody may have them, and their hand-over with proof."""

from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.collect_events import CollectChosen, PaperHanded
from shuangquan.core.cases.delivery import COUNTER, find_results, find_way
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.signing import Seal, read_drawing
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal

AT_HALL = ".hall"
"""How the name of a parcel ends that goes over a counter."""


def may_collect(case: Case, index: PlanIndex) -> bool:
    """Whether papers of the matter can still be collected at a hall: there are any, and none was sent or handed over."""
    return bool(index.plan.delivery) and not case.parcels and case.state is not CaseState.WITHDRAWN


def find_waiting_papers(case: Case, index: PlanIndex) -> tuple[IssuedCertificate, ...]:
    """Papers that wait at a hall now: issued, the matter ended, to be collected, and not handed over."""
    if case.parcels or find_way(case, index) != COUNTER:
        return ()
    return find_results(case, index)


def find_collection(case: Case, index: PlanIndex) -> str:
    """How it stands with papers at a hall: waits | handed; "" where nothing is collected (yet)."""
    if any(name.endswith(AT_HALL) for name in case.parcels):
        return "handed"
    return "waits" if find_waiting_papers(case, index) else ""


def decide_collect(turn: Turn, index: PlanIndex, hall: str) -> None:
    """The applicant will collect the papers at this hall. Refusal("collect.none")."""
    if not may_collect(turn.case, index):
        raise Refusal("collect.none", "case")
    if turn.case.collect != hall:
        turn.emit(CollectChosen(hall, turn.case.signed_in))


def render_handing(case: str, parcel: str, to: str, level: int, at: datetime, commitment: str) -> bytes:
    """What is signed at the hand-over, byte for byte; it holds no personal value."""
    return canonical_bytes(
        {"case": case, "parcel": parcel, "to": to, "level": level, "at": at.isoformat(timespec="microseconds"), "drawn": commitment}
    )


def decide_hand_over(
    turn: Turn, index: PlanIndex, place: tuple[str, str], agent: str, level: int, drawing: str, proof: tuple[str, str], seal: Seal
) -> None:
    """Hand over what waits. place: hall and window; agent: account of who takes it for the holder, "" for the holder; proof: blob and SM3
    of the authorisation.

    Refusals: "collect.none"; "collect.proof" for an agent without authorisation; "collect.sign" without a drawn name; of `read_drawing`.
    """
    papers = find_waiting_papers(turn.case, index)
    if not papers:
        raise Refusal("collect.none", "case")
    if agent and not proof[0]:
        raise Refusal("collect.proof", "proof")
    drawn = read_drawing(drawing)
    if not drawn:
        raise Refusal("collect.sign", "drawn")
    ref, commitment = turn.keep("signature/collected", drawn)
    parcel, to = f"{turn.case.id}{AT_HALL}", "agent" if agent else "holder"
    signature, key = seal(render_handing(turn.case.id, parcel, to, level, turn.now, commitment))
    turn.emit(PaperHanded(parcel, *place, to, agent, len(papers), level, ref, commitment, *proof, signature, key))
