"""Certificates on file: called up instead of handed in (免提交), from those this house has issued, and looked at again while they count.

Whose file may be opened is decided in core (`is_vouched`); what somebody else's certificate was used for, they can read afterwards.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.certificate_events import CallLapsed, CertificateCalled
from shuangquan.core.cases.consents import is_vouched
from shuangquan.core.cases.events import CaseClosed, CaseWithdrawn
from shuangquan.core.cases.gather import Ready, find_ready
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.lapsing import Call, decide_called, decide_lapse, find_standing_calls, is_as_before, judge_call
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged
from shuangquan.core.credentials.payload import Payload, read_payload
from shuangquan.core.exchange.answers import Filed, Reading, read_answer
from shuangquan.core.exchange.values import plain_key
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.codec import value_to_plain
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.names import Var
from shuangquan.records.certificates import StoredCertificate, find_certificate_standings, find_certificates_of_holder
from shuangquan.records.changes import CallRow
from shuangquan.records.clock import today
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.sharing import UseRow, append_use
from shuangquan.records.vault import blind_index

CALLED = "call"
"""The verb under which a holder reads that somebody's matter called up a certificate of theirs."""
HOLDERS = ("id_number", "uscc")
Keys = tuple[tuple[str, Value], ...]


def call_up(case: Case, index: PlanIndex, one: Ready) -> Reading:
    """The newest certificate of the draw's type that its keys hold: what it says, and which it was. Not found when it may not be looked
    for. A use of somebody else's is kept for them to read.
    """
    found = find_filed(one.draw, one.keys) if is_vouched(case, index, one.draw, one.member) else None
    if found is None:
        return read_answer(one.draw, index.vars, one.member, False, {}, ())
    stored, payload = found
    holder = find_holder(one.keys)
    if holder is not None and holder not in _find_own(case):
        _note_use(case, index, one, stored, holder)
    reading = read_filed(one.draw, index, one.member, payload)
    return replace(reading, filed=Filed(stored.id, stored.type, payload.valid_to))


def check_calls(turn: Turn, index: PlanIndex) -> None:
    """Look again at every certificate the matter called up. In place of one that counts no more comes a newer one that says the same, or it
    lapses.
    """
    calls = find_standing_calls(turn.case)
    standing = find_certificate_standings([called.certificate for called in calls.values()]) if calls else {}
    for key, called in calls.items():
        status, last = standing.get(called.certificate, (None, None))
        how = judge_call(status, last, turn.today)
        if not how:
            continue
        newer = _find_same(turn, index, key) if turn.case.state is CaseState.SUBMITTED else None
        if newer is not None:
            decide_called(turn, key, newer)
        else:
            decide_lapse(turn, index, key, how)


def _find_same(turn: Turn, index: PlanIndex, key: Call) -> Filed | None:
    """A certificate in force that says of everybody what the one behind this call said."""
    ready = find_ready(turn.case, index, *key)
    found = find_filed(ready.draw, ready.keys) if ready is not None else None
    if ready is None or found is None or not is_as_before(turn, read_filed(ready.draw, index, ready.member, found[1])):
        return None
    return Filed(found[0].id, found[0].type, found[1].valid_to)


def _find_own(case: Case) -> frozenset[bytes]:
    """The blind indexes of who applies: their own, and of the organisation they act for."""
    held = ((kind, case.value(Var(case.signed_in, kind))) for kind in HOLDERS)
    return frozenset(blind_index(kind, plain_key(value)) for kind, value in held if value is not None)


def find_holder(keys: Keys) -> bytes | None:
    """The blind index of whom these keys name as the holder."""
    for field, value in keys:
        kind = field.rsplit(".", 1)[-1]
        if kind in HOLDERS:
            return blind_index(kind, plain_key(value))
    return None


def find_filed(draw: Draw, keys: Keys) -> tuple[StoredCertificate, Payload] | None:
    """The newest certificate in force of the draw's type that is held by the key and agrees with the rest."""
    holder = find_holder(keys)
    if holder is None:
        return None
    with use_claims(Claims(party=holder)):
        held = find_certificates_of_holder(holder, draw.source)
    for stored in held:
        payload = read_payload(json.loads(stored.payload))
        if not judge_call(stored.status, stored.valid_to, today()) and _matches(payload, dict(keys)):
            return stored, payload
    return None


def read_filed(draw: Draw, index: PlanIndex, member: str | None, payload: Payload) -> Reading:
    """What it says, as the answer to the draw."""
    return read_answer(draw, index.vars, member, True, find_record(draw, payload), ())


def _matches(payload: Payload, keys: Mapping[str, Value]) -> bool:
    """What the certificate states of the keys must agree; what it does not state cannot be held against it."""
    stated = {line.field: line.fact for line in payload.lines}
    return all(stated.get(field) in (None, value) for field, value in keys.items())


def find_record(draw: Draw, payload: Payload) -> dict[str, Any]:
    """What it states of what the draw gives, plain, by the certificate's own fields."""
    wanted = {field for _, field in draw.gives}
    found: dict[str, Any] = {}
    for line in payload.lines:
        if line.field in wanted:
            plain = value_to_plain(line.fact)
            found[line.field] = next(iter(plain.values())) if isinstance(plain, dict) else plain
    return found


def _note_use(case: Case, index: PlanIndex, one: Ready, stored: StoredCertificate, holder: bytes) -> None:
    item = next((name for name in one.draw.items if name in index.items), "")
    append_use(
        UseRow(
            "",
            CALLED,
            stored.id,
            stored.type,
            stored.home_region,
            holder,
            "consent",
            case.id,
            item,
            index.plan.name.zh[:80],
            "",
            "",
            "",
            None,
        )
    )


def find_call_rows(turn: Turn) -> tuple[CallRow, ...]:
    """Certificates called up, lapsed, or of a case that this turn ended."""
    found: dict[tuple[str, str], CallRow] = {}
    for happened in turn.events:
        event = happened.event
        if isinstance(event, CertificateCalled | CallLapsed):
            state = "stands" if isinstance(event, CertificateCalled) else "lapsed"
            found[event.draw, event.member or ""] = CallRow(event.draw, event.member or "", event.certificate, state)
        elif isinstance(event, CaseClosed | CaseWithdrawn | CaseMerged):
            for (draw, member), called in turn.case.calls.items():
                found[draw, member or ""] = CallRow(draw, member or "", called.certificate, "gone")
    return tuple(found.values())
