"""A task as an officer of its department may see it: loaded, judged, and the reading recorded."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.actions.certificates import render_pdf
from shuangquan.actions.desk import decide_wish, find_leads
from shuangquan.actions.loading import Loaded, begin_turn, hiding_cases, load, load_for_staff
from shuangquan.actions.showing import find_named
from shuangquan.actions.signing_forms import is_signed_soundly
from shuangquan.actions.standards import load_bundle_of
from shuangquan.actions.wishes import Wish, apply_wish
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.needs import find_needed
from shuangquan.core.cases.possible import find_acts as find_possible
from shuangquan.core.cases.seconding import check_lead
from shuangquan.core.cases.stages import find_teller
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.blobs import StoredBlob, find_blob
from shuangquan.records.calls import append_data_use
from shuangquan.records.certificates import StoredCertificate, find_certificates_of_case
from shuangquan.records.crops import StoredCrop, find_crops
from shuangquan.records.staff import Colleague, find_officers

Paper = StoredBlob
MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class SeenTask:
    """A task of the officer's own department, with its case. certificates: those earlier items issued and this item rests on.

    verified: ids of the certificates whose issuer's signature was verified just now, and `sign:` with the seat of whose form's did.
    """

    loaded: Loaded
    item: PlanItem
    task: Task
    certificates: tuple[StoredCertificate, ...]
    verified: frozenset[str]


def show_task(actor: Actor, case_id: str, item: str, member: str | None, whole: str = "") -> SeenTask:
    """The task. Which of its facts were read is recorded; `whole`: a variable that was shown unmasked.

    Refusal("staff.forbidden") for a case of another region, an item of another department, and what does not exist alike. Policy.
    """
    loaded = load_for_staff(actor, case_id, "task.see")
    planned, task = loaded.index.items.get(item), loaded.case.tasks.get((item, member))
    if planned is None or task is None or actor.department not in (planned.department, find_teller(planned, task)):
        raise Refusal("staff.forbidden", "task")
    return see_task(actor, loaded, planned, task, whole)


def see_task(actor: Actor, loaded: Loaded, planned: PlanItem, task: Task, whole: str) -> SeenTask:
    """The task for who was judged to be let see it; which of its facts were read is recorded."""
    member = task.member
    names = [f"{ref.ref}[{key}]" if key else ref.ref for ref, key in find_needed(loaded.case, loaded.index, planned, member)]
    note_reading(actor, loaded, (*names, *(f"whole:{name}" for name in find_named(loaded.case, (whole,)))))
    held = _find_certificates(loaded, planned, member)
    verified = frozenset(made.id for made in held if ports().seal.verify(made.payload, Signature(made.signature, made.signer)))
    signed = frozenset(f"sign:{seat}" for seat in loaded.case.signatures if is_signed_soundly(loaded.case, seat))
    return SeenTask(loaded, planned, task, held, verified | signed)


def note_reading(actor: Actor, loaded: Loaded, names: Iterable[str]) -> None:
    """Record which names were read."""
    short = tuple(name[:200] for name in dict.fromkeys(names))[:MOST_NAMES]
    append_data_use(actor, loaded.case.id, short, loaded.stored.row.home_region)


def _find_certificates(loaded: Loaded, item: PlanItem, member: str | None) -> tuple[StoredCertificate, ...]:
    """Of items whose result this one needs, for the same member where both are done for one."""
    needed = {one.ref for need in item.needs for one in (need, *need.any)}
    feeders = {before for before, after in loaded.index.plan.edges if after == item.id and set(loaded.index.items[before].gives) & needed}
    if not feeders:
        return ()
    found = find_certificates_of_case(loaded.case.id)
    return tuple(made for made in found if made.item in feeders and made.member in ("", member or ""))


def load_paper(actor: Actor, case_id: str, item: str, member: str | None, blob_id: str) -> StoredBlob:
    """A paper handed in for this task. Refusals as `show_task`; "evidence.unknown" for a paper that it does not rest on."""
    return find_paper(actor, show_task(actor, case_id, item, member), blob_id)


def find_paper(actor: Actor, seen: SeenTask, blob_id: str) -> StoredBlob:
    """A paper handed in for a task that may be seen; the reading is recorded. Refusal("evidence.unknown")."""
    path = _check_rests(seen, blob_id)
    note_reading(actor, seen.loaded, (f"paper:{path}",))
    found = find_blob(blob_id)
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    return found


def load_crop(actor: Actor, case_id: str, item: str, member: str | None, blob_id: str, field: str) -> StoredCrop:
    """The piece of a paper of this task where a field stands; the page that shows it is on record already. Refusals as `load_paper`."""
    _check_rests(show_task(actor, case_id, item, member), blob_id)
    found = find_crops(blob_id).get(field)
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    return found


def _check_rests(seen: SeenTask, blob_id: str) -> str:
    """The path of a paper that the task rests on. Refusal("evidence.unknown") for any other."""
    needed = {(ref.ref, key) for ref, key in find_needed(seen.loaded.case, seen.loaded.index, seen.item, seen.task.member)}
    asked = {(path, key) for path, key in seen.loaded.case.evidence if (path, key) in needed or path in seen.task.notice_needs}
    held = {seen.loaded.case.evidence[place][0]: place[0] for place in asked}
    if blob_id not in held:
        raise Refusal("evidence.unknown", "paper")
    return held[blob_id]


def load_sealed(actor: Actor, case_id: str, item: str, member: str | None, certificate_id: str, base: str) -> tuple[str, bytes]:
    """(file name, sealed PDF) of a certificate this task rests on. Refusals as `show_task`; "certificate.unknown" for any other."""
    return find_sealed(actor, show_task(actor, case_id, item, member), certificate_id, base)


def find_sealed(actor: Actor, seen: SeenTask, certificate_id: str, base: str) -> tuple[str, bytes]:
    """The same for a task that may be seen. Refusal("certificate.unknown")."""
    if all(made.id != certificate_id for made in seen.certificates):
        raise Refusal("certificate.unknown", "certificate")
    return render_pdf(actor, certificate_id, base)


def append_search(actor: Actor) -> None:
    """Record that names of applicants in the own inbox were searched."""
    append_data_use(actor, None, ("inbox:applicant.name",))


def find_item_name(bundle_hash: str, item: str) -> Text:
    """An item's name as its case knows it."""
    found = load_bundle_of(bundle_hash).items.get(item)
    return found.name if found else Text(item)


def check_wish(actor: Actor, seen: SeenTask, wish: Wish) -> None:
    """Whether it could be done, looked at on a copy: nothing is kept. Refusals as what decides it (see `actions/wishes.py`)."""
    turn = begin_turn(copy.deepcopy(seen.loaded.case), dict(seen.loaded.values))
    _check_assignee(actor, seen.loaded, wish)
    if wish.kind == "confirm":
        check_lead(seen.task, actor.subject, find_leads(actor))
    apply_wish(turn, seen.loaded.index, *seen.task.key, wish, actor.subject)


def send_wish(actor: Actor, case_id: str, item: str, member: str | None, wish: Wish) -> Loaded:
    """Do it. Refusals as what decides it; "staff.forbidden" for a case of another region."""
    with hiding_cases():
        if wish.kind == "assign":
            _check_assignee(actor, load(case_id), wish)
        return decide_wish(actor, case_id, item, member, wish)


def find_acts(actor: Actor, seen: SeenTask) -> dict[str, Refusal | None]:
    """What this officer may do with it now: kinds of wishes to what stands against them, None for nothing."""
    turn = begin_turn(seen.loaded.case, seen.loaded.values)
    found = find_possible(turn, seen.item, seen.task, actor.subject)
    if "confirm" in found and found["confirm"] is None:
        try:
            check_lead(seen.task, actor.subject, find_leads(actor))
        except Refusal as refusal:
            found["confirm"] = refusal
    return found


def find_colleagues(actor: Actor, seen: SeenTask) -> tuple[Colleague, ...]:
    """Officers to whom it can be handed: of its department, in its region or one that holds it; oneself among them."""
    return find_officers(actor.department, seen.loaded.stored.row.handling_region)


def _check_assignee(actor: Actor, loaded: Loaded, wish: Wish) -> None:
    to = wish.given.get("to", "") if wish.kind == "assign" else ""
    if to and all(one.subject != to for one in find_officers(actor.department, loaded.stored.row.handling_region)):
        raise Refusal("assign.unknown", "to")
