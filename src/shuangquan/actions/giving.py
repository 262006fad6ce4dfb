"""Give somebody what a law lets be given without their application: opened, asked for, submitted, in one turn or not at all."""

from dataclasses import dataclass

from shuangquan.actions.approvals import load_approvals
from shuangquan.actions.gathering import gather_draft
from shuangquan.actions.keeping import keep_turn
from shuangquan.actions.loading import begin_turn, request_of
from shuangquan.actions.notices import find_notice
from shuangquan.actions.people import Person
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.actions.running import find_next
from shuangquan.actions.standards import check_offered
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import decide_open
from shuangquan.core.cases.giving import decide_given
from shuangquan.core.cases.parties import decide_submit
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.running import decide_running
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.records.cases import find_answer
from shuangquan.records.changes import Answered, IdempotentReplay
from shuangquan.records.ids import new_id
from shuangquan.records.offers import StoredOffer, apply_given


@dataclass(frozen=True, slots=True)
class Given:
    """What came of one offer. case: what handles it; kept_back: the code of what stood in the way, "" when it was given."""

    case: str
    kept_back: str = ""


def give_offer(bundle: Bundle, offer: StoredOffer, person: Person) -> Given:
    """Handle a due offer for `person` without them, as the system.

    Kept back, and nothing of it is kept, when something would have to be asked of them after all (a register is silent or down): the offer
    stands, and they may take it by a tap. Given twice (a sweep was cut off in between), it is the same matter.
    """
    check_may(SYSTEM, "case.give")
    request = request_of(f"given:{offer.id}", {"offer": offer.id})
    done = find_answer(SYSTEM.subject, request.key, request.digest)
    if done is None:
        try:
            case = _handle(bundle, offer, person, request.key, request.digest)
        except IdempotentReplay:
            done = find_answer(SYSTEM.subject, request.key, request.digest)
            assert done is not None  # somebody else gave it in this moment
        except (Refusal, Refusals) as refused:
            first = refused if isinstance(refused, Refusal) else refused.refusals[0]
            return Given("", first.code)
    case = str(done["case"]) if done is not None else case
    apply_given(offer.id, case)
    return Given(case)


def _handle(bundle: Bundle, offer: StoredOffer, person: Person, key: str, digest: bytes) -> str:
    theme = bundle.themes[offer.theme]
    proactive = theme.proactive
    assert proactive is not None
    check_offered(bundle, theme, offer.region)
    role = str(proactive.confirm)
    index = find_index(plan_key(bundle.hash, offer.theme, offer.region, role, None, frozenset()))
    turn = begin_turn(Case(new_id()), {})
    decide_open(turn, index, role, person.facts)
    notice = find_notice(bundle.hash, offer.theme, offer.region, role)
    decide_given(turn, index, proactive, notice.sources)
    index = gather_draft(SYSTEM, turn, index).index
    turn.approvals = load_approvals(turn.case, index)
    decide_submit(turn, index, fees_known=True)
    decide_running(turn, index)
    answered = Answered(key, digest, {"case": turn.case.id})
    keep_turn(SYSTEM, None, turn, index, jobs=find_next(turn.case, index, 0), answered=answered)
    return turn.case.id
