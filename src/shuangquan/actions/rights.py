"""My data: shown, taken away in one file, erased (PIPL arts. 45 to 47)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.certificates import render_pdf
from shuangquan.actions.loading import decide_case, find_tie
from shuangquan.actions.people import Person
from shuangquan.actions.showing import Seen, show_case
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.rights import check_erasable, decide_erase
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.export import render_export
from shuangquan.records.blobs import find_blob
from shuangquan.records.calls import append_data_use
from shuangquan.records.certificates import find_certificates_of_case, find_certificates_of_holder
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.contacts import find_contact
from shuangquan.records.erasure import erase_case

_KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def show_held(actor: Actor, case_id: str, person: Person) -> Seen:
    """The case, to see what it holds about oneself; the looking is recorded. Refusals as `show_case`, "identity.low"."""
    seen = show_case(actor, case_id, person)
    check_may(actor, "data.see", find_tie(seen.loaded.case, seen.role, actor))
    append_data_use(actor, case_id, ("own data",), seen.loaded.stored.row.home_region)
    return seen


def find_obstacle(case: Case) -> Refusal | None:
    """Why the case's data cannot be erased now; None when it can."""
    try:
        check_erasable(case, now())
    except Refusal as refusal:
        return refusal
    return None


def erase_matter(actor: Actor, case_id: str, person: Person) -> None:
    """Erase everything the matter holds: its values with the event, then its key, papers and messages; a job makes sure of the rest.

    Refusals: of the policy, and of `check_erasable`.
    """

    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_erase(turn, turn.case.signed_in)

    def after(case: Case, _index: PlanIndex) -> tuple[JobRow, ...]:
        return (JobRow("case.erase", {"case": case.id}, key=f"erase:{case.id}"),)

    decide_case(actor, case_id, "case.erase", decide, person=person, after=after)
    with acting_system():
        destroy_keys(case_id)


def destroy_keys(case_id: str) -> None:
    """Destroy the keys of a case whose erasure was decided. Doing it twice does no harm."""
    erase_case(case_id)


def export_data(
    actor: Actor, citizen: Citizen, matters: Sequence[tuple[str, Mapping[str, Any]]], applied: Iterable[str], link_base: str
) -> tuple[str, bytes]:
    """(file name, ZIP) of everything held about a citizen: the account, their matters (id, as collected), certificates and papers.

    applied: those that they applied for themselves, whose certificates are theirs to take. The taking is recorded. Refusal("identity.low").
    """
    check_may(actor, "data.export")
    profile = {name: citizen.account.profile.get(name, "") for name in ("name", "id_number", "phone", "uscc")}
    profile["email"] = find_contact(citizen.index).address
    files = dict(_find_certificates(actor, citizen, applied, link_base))
    for _, matter in matters:
        files |= dict(_find_papers(matter["papers"]))
    for case_id, _ in matters:
        append_data_use(actor, case_id, ("own data",))
    moment = now()
    data = {"at": moment.isoformat(timespec="seconds"), "account": profile, "matters": [matter for _, matter in matters]}
    return f"my-data-{moment:%Y%m%d}.zip", render_export(data, files, moment)


def _find_certificates(actor: Actor, citizen: Citizen, cases: Iterable[str], link_base: str) -> Iterable[tuple[str, bytes]]:
    """Those one holds, and those that these matters issued."""
    found = {one.id: one for one in find_certificates_of_holder(citizen.index)}
    for case_id in cases:
        found |= {one.id: one for one in find_certificates_of_case(case_id)}
    for one in found.values():
        name, content = render_pdf(actor, one.id, link_base)
        yield f"certificates/{name.removesuffix('.pdf')}-{one.id[-6:]}.pdf", content


def _find_papers(blobs: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    for blob_id in blobs:
        blob = find_blob(blob_id)
        if blob is not None:
            yield f"papers/{blob.id[-12:]}.{_KINDS[blob.media_type]}", blob.content
