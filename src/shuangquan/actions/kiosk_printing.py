"""Printing at a kiosk: annotated copies, receipts, what was looked up. What failed is said, nothing is lost, every print is recorded."""

from dataclasses import dataclass, field, replace

from shuangquan.actions.assisting import Assisted
from shuangquan.actions.certificates import load_payload
from shuangquan.actions.choosing_delivery import note_opened
from shuangquan.actions.copies import make_copy, render_copy
from shuangquan.actions.documents import open_document
from shuangquan.actions.inquiring import Asked
from shuangquan.actions.kiosks import OFFLINE, find_queue
from shuangquan.actions.loading import load
from shuangquan.connectors.bound import ports
from shuangquan.connectors.printer.port import PrintJob
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.notices.documents import PLATFORM, Document
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.text import Text
from shuangquan.papers.document import render_document
from shuangquan.records.clock import now
from shuangquan.records.ids import new_id
from shuangquan.records.kiosks import StoredKiosk, StoredPrint, append_print, apply_printed, find_print

DAYS = 30
"""For how long a copy printed at a kiosk may be used. Ours to set."""
NOT_THERE = frozenset({"unreachable", "open", "unavailable", "busy", "refused", "not_allowed"})
"""Faults after which it is certain that nothing was printed; after any other nobody knows."""
PRINTED = "printed"
"""How a certificate was opened that came out here."""
PATIENCE = 25.0
"""Seconds after which a print of which nothing more is heard is unsure."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed. kind: certificate | receipt | inquiry; title: 中文, nothing of anybody. region: of the case or the kiosk."""

    kind: str
    title: str
    content: bytes = field(repr=False)
    region: str
    certificate: str | None = None
    case: str | None = None


def print_certificate(assisted: Assisted, kiosk: StoredKiosk, certificate_id: str, purpose: str, link_base: str) -> StoredPrint:
    """An annotated copy for one purpose. Refusals: those of `make_copy` and `render_copy`."""
    actor = assisted.actor("print a certificate")
    who = str(assisted.citizen.account.profile.get("name", ""))
    stored, payload = load_payload(actor, certificate_id)
    copy = make_copy(actor, certificate_id, assisted.index, who, (purpose, "", DAYS))
    _, content = render_copy(actor, certificate_id, copy.id, link_base)
    made = _print(actor, assisted, kiosk, Paper("certificate", payload.name.zh, content, stored.home_region, stored.id, stored.case_id))
    if made.state == "done":
        note_opened(actor, stored, assisted.citizen.person, PRINTED)
    return made


def print_receipt(assisted: Assisted, kiosk: StoredKiosk, case_id: str, key: str) -> StoredPrint:
    """A document of one's matter, which is thereby delivered. Refusals: those of `open_document`."""
    actor = assisted.actor("print a document")
    name, content = open_document(actor, case_id, assisted.citizen.person, key)
    region = load(case_id).stored.row.home_region
    return _print(actor, assisted, kiosk, Paper("receipt", name.partition("-")[0], content, region, None, case_id))


def print_answer(assisted: Assisted, kiosk: StoredKiosk, asked: Asked) -> StoredPrint:
    """What a register said of oneself: a plain sheet that nobody seals, and that says so."""
    actor, moment = assisted.actor("print what was looked up"), now()
    rows = tuple((line.label.zh, line.say("zh") or "无") for group in asked.answer.groups for line in group)
    lines = (
        f"{asked.notice.provider.zh}“{asked.notice.resource.zh}”，{say_date(asked.as_of)}的数据。",
        "查询结果，仅供本人参考，不是证明。",
    )
    who = str(assisted.citizen.account.profile.get("name", ""))
    number = f"CX{moment:%Y%m%d}-{new_id().replace('-', '')[-8:].upper()}"
    title = Text(f"{asked.notice.inquiry.name.zh}查询结果")
    sheet = Document("inquiry", "inquiry", title, number, who, moment, PLATFORM, f"{kiosk.place.zh}自助终端", lines, rows)
    return _print(actor, assisted, kiosk, Paper("inquiry", title.zh, render_document(sheet, sample=True), kiosk.region))


def _print(actor: Actor, assisted: Assisted, kiosk: StoredKiosk, paper: Paper) -> StoredPrint:
    """Record that it is sent, send it once, record how that went."""
    made = append_print(kiosk.id, assisted.index, paper.region, paper.kind, paper.certificate, paper.case)
    job = PrintJob(made, find_queue(kiosk), paper.title, paper.content, paper.case or "", actor.subject)
    try:
        sent = ports().printer.send_document(job)
    except Fault as fault:
        state, trouble = ("failed", OFFLINE) if fault.code in NOT_THERE else ("unsure", "")
        apply_printed(made, state, trouble, None)
        return load_print(assisted, made)
    ended = sent.state in ("done", "failed")
    apply_printed(made, sent.state if ended else "sent", sent.trouble, sent.number)
    return load_print(assisted, made)


def load_print(assisted: Assisted, print_id: str) -> StoredPrint:
    """One's own print, here. Refusal("document.unknown")."""
    found = find_print(print_id, assisted.index)
    if found is None or found.kiosk_id != assisted.held.place:
        raise Refusal("document.unknown", "print")
    return found


def follow_print(assisted: Assisted, kiosk: StoredKiosk, print_id: str) -> StoredPrint:
    """How it stands now; the printer is asked while it is not over. Refusal("document.unknown")."""
    held = load_print(assisted, print_id)
    if held.state != "sent" or held.number is None:
        return held
    late = (now() - held.at).total_seconds() > PATIENCE
    try:
        found = ports().printer.find_print(find_queue(kiosk), held.number)
    except Fault:
        return _settle(held, "unsure", "") if late else held
    if found.state in ("done", "failed"):
        return _settle_printed(assisted, held, found.state, found.trouble)
    return _settle(held, "unsure", found.trouble) if late else replace(held, trouble=found.trouble)


def _settle_printed(assisted: Assisted, held: StoredPrint, state: str, trouble: str) -> StoredPrint:
    """A certificate that came out of the printer is in its holder's hands: where it is delivered electronically, that is its delivery."""
    settled = _settle(held, state, trouble)
    if state == "done" and held.certificate_id:
        actor = assisted.actor("print a certificate")
        note_opened(actor, load_payload(actor, held.certificate_id)[0], assisted.citizen.person, PRINTED)
    return settled


def _settle(held: StoredPrint, state: str, trouble: str) -> StoredPrint:
    apply_printed(held.id, state, trouble, held.number)
    return replace(held, state=state, trouble=trouble)
