"""Papers a person handed in before: found for what is asked now, and handed in again once they agree; only their own."""

from dataclasses import dataclass
from datetime import datetime

from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import Loaded, find_role, load
from shuangquan.actions.people import Person
from shuangquan.core.cases.forms import find_asked_papers
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.reuse import Earlier, find_reusable
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.blobs import find_blob
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today
from shuangquan.records.papers_given import find_given_papers


@dataclass(frozen=True, slots=True)
class Reusable:
    """A paper asked now that this person handed in before. blob: which; case: in which of their matters; at: when."""

    path: str
    member: str
    name: Text
    blob: str
    case: str
    at: datetime

    @property
    def key(self) -> str:
        """As a form calls it."""
        return f"{self.path}|{self.member}|{self.blob}"


def list_reusable(actor: Actor, loaded: Loaded, index: bytes) -> tuple[Reusable, ...]:
    """For every open paper of the case the newest of its kind among the papers of one's own matters. index: blind index of the person."""
    check_may(actor, "paper.reuse")
    open_ = tuple(one for one in find_asked_papers(loaded.case, loaded.index, today()) if one.state == "open")
    if not open_:
        return ()
    found = find_given_papers(index, loaded.case.id)
    earlier = tuple(Earlier(one.purpose, one.id, one.case_id, one.stored_at) for one in found)
    return tuple(
        Reusable(paper.evidence.path, paper.member or "", paper.evidence.name, one.blob, one.case, one.at)
        for paper, one in find_reusable(open_, earlier)
    )


def reuse_paper(actor: Actor, case_id: str, person: Person, index: bytes, key: str) -> Loaded:
    """Hand in again what was handed in before. Refusal("evidence.unknown") for what is not offered; those of `give_evidence`."""
    loaded = load(case_id)
    if find_role(loaded.case, person.id_number) is None:
        raise Refusal("case.unknown", "case")
    one = next((paper for paper in list_reusable(actor, loaded, index) if paper.key == key), None)
    blob = find_blob(one.blob) if one is not None else None
    if one is None or blob is None:
        raise Refusal("evidence.unknown", "paper")
    append_data_use(actor, one.case, (f"paper:{one.path}",), loaded.stored.row.home_region)
    return give_evidence(actor, case_id, person, one.path, one.member or None, blob.content)
