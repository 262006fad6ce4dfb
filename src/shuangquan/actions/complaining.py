"""投诉: made from a matter by one of its people, answered by somebody who had no part in it, raised once, or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.documents import list_documents, seal_document
from shuangquan.actions.loading import Loaded, Request, find_tie, load_for_staff
from shuangquan.actions.organs import find_desk_name
from shuangquan.actions.showing import Seen, show_case
from shuangquan.actions.tasks import show_task
from shuangquan.core.cases.complaints import (
    ANSWERED,
    CLOSED,
    OPEN,
    WITHDRAWN,
    check_answer,
    check_handler,
    place_complaint,
    raise_complaint,
)
from shuangquan.core.cases.policy import check_may
from shuangquan.core.notices.complaint_papers import Told, make_complaint_papers
from shuangquan.core.notices.documents import Document
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.core.words.roles import WATCH
from shuangquan.core.words.text import clean_text
from shuangquan.records.accounts import find_account
from shuangquan.records.blobs import StoredBlob, append_blob, find_blob
from shuangquan.records.calls import append_data_use
from shuangquan.records.cases import find_answer
from shuangquan.records.changes import Answered, MessageRow
from shuangquan.records.clock import now
from shuangquan.records.complaints import (
    NewComplaint,
    StoredComplaint,
    append_complaint,
    apply_closed,
    apply_complaint_answer,
    apply_raised,
    find_applicant,
    find_complaints,
)
from shuangquan.records.ids import new_id
from shuangquan.records.staff import find_holders

LONGEST = 1000
"""Characters of what somebody writes here; more is cut off, as the page's own fields do."""
PURPOSE = "complaint"
MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody complains about. item, member: "" for the whole matter; contact: wants to be called; files: content, at most three."""

    about: str
    item: str
    member: str
    text: str
    contact: bool
    files: Sequence[bytes] = ()


def send_complaint(actor: Actor, case_id: str, citizen: Citizen, wanted: Wanted, request: Request) -> None:
    """Keep it and send it to who has to answer. The same request again changes nothing.

    Refusals: as `show_case`, "complaint.about", "complaint.item", "complaint.text", "complaint.files", those of `append_blob`; policy.
    """
    seen = show_case(actor, case_id, citizen.person)
    loaded = seen.loaded
    check_may(actor, "complaint.make", find_tie(loaded.case, seen.role, actor))
    if find_answer(actor.subject, request.key, request.digest) is None:
        _keep(actor, loaded, citizen.index, wanted, request)


def register_complaint(actor: Actor, case_id: str, item: str, member: str | None, wanted: Wanted, request: Request) -> None:
    """An officer writes down what the applicant says at the desk or on the phone. It goes where their own complaint would have gone.

    Refusals: as `show_task`, "complaint.nobody", those of `send_complaint`; policy.
    """
    check_may(actor, "complaint.register", "department")
    loaded = show_task(actor, case_id, item, member).loaded
    party = find_applicant(case_id)
    if party is None:
        raise Refusal("complaint.nobody", "about")
    if find_answer(actor.subject, request.key, request.digest) is None:
        _keep(actor, loaded, party, wanted, request)


def _keep(actor: Actor, loaded: Loaded, party: bytes, wanted: Wanted, request: Request) -> None:
    text = clean_text(wanted.text, LONGEST)
    department = _find_department(loaded, wanted)
    if not text:
        raise Refusal("complaint.text", "text")
    if len(wanted.files) > MOST_FILES:
        raise Refusal("complaint.files", "files", most=MOST_FILES)
    watchers = [one.subject for one in find_holders(department, loaded.case.region, WATCH)] if department else []
    place = place_complaint(wanted.about, department, watchers, find_involved(loaded, department), now(), find_calendar())
    papers = tuple(append_blob(loaded.stored.row, PURPOSE, content).id for content in wanted.files)
    new = NewComplaint(
        wanted.about, wanted.item, wanted.member, department, place.desk, party, place.answer_by, wanted.contact, text, papers
    )
    append_complaint(actor.subject, loaded.stored, new, Answered(request.key, request.digest, {"case": loaded.case.id}))


def _find_department(loaded: Loaded, wanted: Wanted) -> str:
    if wanted.about == "system":
        return ""
    item = loaded.index.items.get(wanted.item)
    if item is None:
        raise Refusal("complaint.item", "item")
    return item.department


def find_involved(loaded: Loaded, department: str) -> frozenset[str]:
    """Subjects of officers who did anything in a department's tasks of this case."""
    own = {item.id for item in loaded.index.plan.items if item.department == department}
    bodies = (event.body for event in loaded.stored.events)
    return frozenset(str(body["officer"]) for body in bodies if body.get("item") in own and body.get("officer"))


def find_own_complaints(loaded: Loaded, index: bytes) -> tuple[StoredComplaint, ...]:
    """A person's own, newest first. index: the person's blind index."""
    return tuple(one for one in find_complaints(loaded.stored) if one.party == index)


def _find_own(actor: Actor, case_id: str, citizen: Citizen, complaint: str) -> tuple[Seen, StoredComplaint]:
    seen = show_case(actor, case_id, citizen.person)
    check_may(actor, "complaint.make", find_tie(seen.loaded.case, seen.role, actor))
    found = next((one for one in find_own_complaints(seen.loaded, citizen.index) if one.id == complaint), None)
    if found is None:
        raise Refusal("complaint.unknown", "complaint")
    return seen, found


def judge_answer(actor: Actor, case_id: str, citizen: Citizen, complaint: str, *, satisfied: bool) -> None:
    """The answer satisfies, and it is over; or not: it goes one level up, once, and on the last level it is over all the same.

    Refusals: as `show_case`, "complaint.unknown", "complaint.step".
    """
    _, one = _find_own(actor, case_id, citizen, complaint)
    if one.state != ANSWERED:
        raise Refusal("complaint.step", "complaint")
    if satisfied or one.level > 1:
        apply_closed(one, CLOSED, satisfied)
        return
    place = raise_complaint(one.state, one.level, now(), find_calendar())
    apply_raised(one, place.desk, place.level, place.answer_by)


def withdraw_complaint(actor: Actor, case_id: str, citizen: Citizen, complaint: str) -> None:
    """Take it back. Refusals: as `show_case`, "complaint.unknown", "complaint.step" once it is answered."""
    _, one = _find_own(actor, case_id, citizen, complaint)
    if one.state != OPEN:
        raise Refusal("complaint.step", "complaint")
    apply_closed(one, WITHDRAWN, None)


def list_complaint_papers(loaded: Loaded, index: bytes) -> tuple[Document, ...]:
    """The documents of a person's own complaints: acknowledgements and answers, oldest first."""
    number = loaded.stored.row.number or ""
    told = []
    for one in reversed(find_own_complaints(loaded, index)):
        item = loaded.index.items.get(one.item)
        first, last = (find_desk_name(desk, loaded.stored.row.bundle, loaded.case.region).zh for desk in (one.first_desk, one.desk))
        named = (one.id, one.about, item.name.zh if item else "")
        told.append(Told(*named, one.filed_at, one.answer_by, one.answers, first, last, one.level))
    who = str(loaded.case.value(Var(loaded.case.signed_in, "name")) or "")
    return make_complaint_papers(told, number, who)


def open_complaint_document(actor: Actor, case_id: str, citizen: Citizen, key: str) -> tuple[str, bytes]:
    """(file name, sealed PDF). Refusals: as `show_case`; "document.unknown"."""
    seen = show_case(actor, case_id, citizen.person)
    found = next((one for one in list_complaint_papers(seen.loaded, citizen.index) if one.key == key), None)
    if found is None:
        raise Refusal("document.unknown", "document")
    return seal_document(found)


@dataclass(frozen=True, slots=True)
class SeenComplaint:
    """One as its handler sees it. who: (name, phone) of who complains, phone only where a call is wished; barred: why not by this one."""

    loaded: Loaded
    one: StoredComplaint
    who: tuple[str, str]
    barred: Refusal | None


def show_complaint(actor: Actor, case_id: str, complaint: str) -> SeenComplaint:
    """One complaint; the reading is recorded. Refusal("staff.forbidden") for another desk's and what does not exist. Policy."""
    seen = _load(actor, case_id, complaint, "complaint.see")
    append_data_use(
        actor, case_id, ("complaint", "profile.name", *(("profile.phone",) if seen.one.contact else ())), seen.loaded.stored.row.home_region
    )
    return seen


def _load(actor: Actor, case_id: str, complaint: str, verb: str) -> SeenComplaint:
    loaded = load_for_staff(actor, case_id, verb)
    one = next((found for found in find_complaints(loaded.stored) if found.id == complaint), None)
    if one is None or one.desk != actor.department or loaded.stored.erased:
        raise Refusal("staff.forbidden", "complaint")
    account = find_account(one.party)
    profile = account.profile if account is not None else {}
    who = (str(profile.get("name", "")), str(profile.get("phone", "")) if one.contact else "")
    return SeenComplaint(loaded, one, who, _find_barred(actor, loaded, one))


def _find_barred(actor: Actor, loaded: Loaded, one: StoredComplaint) -> Refusal | None:
    try:
        check_handler(actor.subject, find_involved(loaded, one.department), one.officers)
    except Refusal as refusal:
        return refusal
    return None


def answer_complaint(actor: Actor, case_id: str, complaint: str, text: str) -> None:
    """Answer it in writing; the person is told by message and has a document.

    Refusals as `show_complaint`; "complaint.own" for who took part; "complaint.step", "reason.empty".
    """
    seen = _load(actor, case_id, complaint, "complaint.answer")
    if seen.barred is not None:
        raise seen.barred
    words = check_answer(seen.one.state, clean_text(text, LONGEST))
    apply_complaint_answer(seen.one, seen.loaded.stored, actor.subject, words, _find_message(case_id, seen.one))


def load_complaint_paper(actor: Actor, case_id: str, complaint: str, paper: str) -> StoredBlob:
    """A file handed in with it. Refusals as `show_complaint`; "evidence.unknown"."""
    seen = show_complaint(actor, case_id, complaint)
    found = find_blob(paper) if paper in seen.one.papers else None
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    return found


def _find_message(case_id: str, one: StoredComplaint) -> MessageRow | None:
    account = find_account(one.party)
    phone = account.profile.get("phone") if account else None
    if not phone:
        return None
    return MessageRow(
        new_id(), f"{case_id}.complaint.{one.id}.{one.level}", "sms", "complaint.answered", {"case": case_id}, phone, one.party
    )


def list_own_documents(loaded: Loaded, index: bytes) -> tuple[Document, ...]:
    """Everything the applicant has: the case's documents and those of their complaints, by date."""
    return tuple(sorted((*list_documents(loaded), *list_complaint_papers(loaded, index)), key=lambda one: one.at))
