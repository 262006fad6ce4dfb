"""文书: listed from a case's events, rendered and sealed when somebody opens one; the applicant's first opening is its delivery."""

from shuangquan.actions.loading import Loaded, decide_case
from shuangquan.actions.people import Person
from shuangquan.actions.sealing import seal_pdf
from shuangquan.actions.showing import show_case
from shuangquan.actions.tasks import show_task
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.paper_events import PaperReceived
from shuangquan.core.cases.replay import Happened
from shuangquan.core.cases.turn import Turn
from shuangquan.core.notices.documents import Document, find_documents
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.document import render_document
from shuangquan.records.calls import append_data_use


def list_documents(loaded: Loaded) -> tuple[Document, ...]:
    """Every document of the case, oldest first."""
    stored = loaded.stored
    happened = (Happened(read_event(e.kind, e.schema_version, dict(e.body)), e.happened_at) for e in stored.events)
    return find_documents(loaded.case.id, happened, loaded.values, loaded.index, stored.row.number or "")


def list_task_documents(loaded: Loaded, item: str, member: str | None) -> tuple[Document, ...]:
    """Those of one task, and those of the whole case."""
    return tuple(one for one in list_documents(loaded) if not one.item or (one.item, one.member) == (item, member or ""))


def open_document(actor: Actor, case_id: str, person: Person, key: str) -> tuple[str, bytes]:
    """(file name, sealed PDF) for the applicant; the first opening is its delivery (送达).

    Refusals: as `show_case`; "document.unknown" for one there is not, and for anybody but the applicant.
    """
    seen = show_case(actor, case_id, person)
    document = _find(list_documents(seen.loaded) if seen.applies else (), key)
    if document.kind != "delivery" and key not in seen.loaded.case.received:
        decide_case(actor, case_id, "case.see", lambda turn, index: _note_received(turn, index, key), person=person)
    return seal_document(document)


def _note_received(turn: Turn, _index: PlanIndex, key: str) -> None:
    if key not in turn.case.received:
        turn.emit(PaperReceived(key, turn.case.signed_in))


def open_task_document(actor: Actor, case_id: str, item: str, member: str | None, key: str) -> tuple[str, bytes]:
    """(file name, sealed PDF) for an officer of the task's department. Refusals: as `show_task`; "document.unknown"."""
    loaded = show_task(actor, case_id, item, member).loaded
    document = _find(list_task_documents(loaded, item, member), key)
    append_data_use(actor, case_id, (f"document:{document.key}",), loaded.stored.row.home_region)
    return seal_document(document)


def _find(documents: tuple[Document, ...], key: str) -> Document:
    found = next((one for one in documents if one.key == key), None)
    if found is None:
        raise Refusal("document.unknown", "document")
    return found


def seal_document(document: Document) -> tuple[str, bytes]:
    """(file name, the PDF). What it says is signed by its issuer and attached, the file by the platform."""
    content = canonical_bytes(to_plain(document))
    made = ports().seal.sign(content, document.issuer)
    body = render_document(document, sample=True, signed=(content, made.key_id, made.value))
    return f"{document.title.zh}-{document.number}.pdf", seal_pdf(body)
