"""Papers handed in by the applicant, in a draft or in answer to a notice."""

from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.people import Person
from shuangquan.actions.reading import find_reading
from shuangquan.core.cases.drafting import decide_evidence
from shuangquan.core.cases.forms import find_asked_papers
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.blobs import append_blob
from shuangquan.records.clock import today


def give_evidence(actor: Actor, case_id: str, person: Person, path: str, member: str | None, content: bytes) -> Loaded:
    """Hand in a paper: PDF, JPEG or PNG, up to 8 MiB.

    Refusals: "evidence.empty", "evidence.unknown" when the plan does not ask for it, and those of `append_blob`.
    """
    if not content:
        raise Refusal("evidence.empty", path)
    loaded = load(case_id)
    role = find_role(loaded.case, person.id_number)
    if not any((one.evidence.path, one.member) == (path, member) for one in find_asked_papers(loaded.case, loaded.index, today())):
        raise Refusal("evidence.unknown", path)
    verb = "case.fill" if loaded.case.state is CaseState.DRAFT else "case.answer_notice"
    blob = append_blob(loaded.stored.row, path, content)

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_evidence(turn, index, role or "", path, member, blob.id, blob.sm3.hex())

    return decide_case(actor, case_id, verb, decide, role=role, after=lambda case, index: find_reading(case, index, blob.id))
