"""An officer holds, frees or replaces what a task has issued. Revoking takes two officers and goes by `seconding`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.certificate_events import CertificateFreed, CertificateHeld, CertificateReplaced
from shuangquan.core.cases.deskwork import check_free, keep_words
from shuangquan.core.cases.drafting import read_fact
from shuangquan.core.cases.events import FactNote, FactsNoted
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import build_payload, find_label
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.life import SUSPENDED, VALID, decide_status, issue_next
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.standard.plan import CertificateOut, PlanItem
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Origin
from shuangquan.core.words.text import Text

IDENTIFYING = frozenset({"id_number", "uscc"})
"""Facts by which a holder is found: what is wrong in one of them is another's certificate, and is revoked."""


def find_living(case: Case, task: Task, status: str) -> tuple[IssuedCertificate, ...]:
    """What the task issued and stands so."""
    return tuple(made for made in case.certificates if (made.item, made.member) == task.key and made.status == status)


def check_living(turn: Turn, task: Task, act: str) -> tuple[IssuedCertificate, ...]:
    """Its certificates with which that may be done: suspend | resume | replace. Refusal("certificate.state") for none."""
    found = find_living(turn.case, task, SUSPENDED if act == "resume" else VALID)
    if not found:
        status = next((made.status for made in reversed(turn.case.certificates) if (made.item, made.member) == task.key), "none")
        raise Refusal("certificate.state", "certificate", state=status, act=act)
    for made in found:
        decide_status(made.status, act, date.fromisoformat(made.valid_to) if made.valid_to else None, turn.today)
    return found


def decide_held(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """暂停. Refusals: "task.not_here", "second.open", "reason.empty", "certificate.state"."""
    task = check_free(turn.case, item, member, (TaskState.DONE,))
    found = check_living(turn, task, "suspend")
    ref = keep_words(turn, f"held/{item}", text)
    for made in found:
        turn.emit(CertificateHeld(*task.key, made.type, made.identifier, ref, officer))


def decide_freed(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """恢复. Refusals as `decide_held`."""
    task = check_free(turn.case, item, member, (TaskState.DONE,))
    found = check_living(turn, task, "resume")
    ref = keep_words(turn, f"freed/{item}", text)
    for made in found:
        turn.emit(CertificateFreed(*task.key, made.type, made.identifier, ref, officer))


def find_correctable(index: PlanIndex, item: PlanItem) -> Mapping[str, Text]:
    """Path → label, with whose it is, of what its certificates state and may be put right in a new one."""
    states = {path: find_label(index, out, path, label) for out in item.certificates for _, path, label in out.states}
    return {path: label for path, label in states.items() if path.partition(".")[2] not in IDENTIFYING and index.vars[path].type != "image"}


def decide_replaced(
    turn: Turn, index: PlanIndex, item: str, member: str | None, why: str, text: str, officer: str, corrected: Mapping[str, str]
) -> None:
    """换发: the next version of what the task issued, with what is corrected in it. corrected: path → value as written, "" to leave it.

    Number, issuer and serial stay; the new one names the one it replaces; nothing else is decided again. Refusals: "task.not_here",
    "second.open", "reason.empty", "certificate.state", "certificate.why", "certificate.same"; Refusals("fact.…") of what is corrected.
    """
    task, planned = check_free(turn.case, item, member, (TaskState.DONE,)), index.items[item]
    found = check_living(turn, task, "replace")
    ref = keep_words(turn, f"replaced/{item}", text)
    outs = {out.type: out for out in planned.certificates}
    before = {made.identifier: _build(turn, index, planned, task, outs[made.type], made) for made in found}
    notes = tuple(_read_corrected(turn, index, planned, task, corrected))
    if notes:
        turn.emit(FactsNoted("department", notes))
    for made in found:
        after = _build(turn, index, planned, task, outs[made.type], made)
        if why != "renewal":
            after = replace(after, valid_to=made.valid_to)
        payload = issue_next(before[made.identifier], after, why)
        turn.issued.append(payload)
        digest = sm3_hex(payload.signed_bytes())
        turn.emit(
            CertificateReplaced(*task.key, made.type, made.identifier, payload.identifier, digest, payload.valid_to, why, ref, officer)
        )


def _build(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, out: CertificateOut, made: IssuedCertificate) -> Payload:
    """What it says as the case stands now, under its own identifier."""
    return replace(build_payload(turn, index, item, task, out), identifier=made.identifier)


def _read_corrected(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, corrected: Mapping[str, str]) -> Iterator[FactNote]:
    """Refusals with all that cannot be read."""
    faults: list[Refusal] = []
    for path in find_correctable(index, item):
        raw = corrected.get(path, "")
        if not raw.strip():
            continue
        try:
            value = read_fact(index.vars[path], path, raw)
        except Refusal as refusal:
            faults.append(refusal)
        else:
            yield turn.note(find_var(index, path, task.member), Form.KNOWN, value, Origin("item", item.id, turn.now))
    if faults:
        raise Refusals(tuple(faults))
