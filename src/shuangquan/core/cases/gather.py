"""What can be asked of whom now, and what an answer means for the case."""

from dataclasses import dataclass, replace

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.certificate_events import CertificateCalled
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.events import FactNote, SourceAnswered
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import name_seat
from shuangquan.core.cases.turn import Turn
from shuangquan.core.exchange.answers import Got, Reading
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.knowledge import Form, Knowledge, Origin, Unknown, Value
from shuangquan.core.words.names import Var, parse_var


@dataclass(frozen=True, slots=True)
class Ready:
    """A draw that can be made now, for one member where its source is asked per member; keys: (field of the source, value)."""

    draw: Draw
    member: str | None
    keys: tuple[tuple[str, Value], ...]


def find_draws(case: Case, index: PlanIndex) -> tuple[Ready, ...]:
    """Every draw not yet made whose keys are had and whose people have agreed, in the plan's order.

    A source that was asked for less before, in an earlier plan, is asked again for the rest and nothing else.
    """
    if case.signed_in not in case.informed:
        return ()
    ready = []
    for draw in index.plan.draws:
        for member in _members(case, draw):
            rest = _find_rest(case, index, draw, member)
            if rest is None:
                continue
            keys = _keys(case, index, draw, member)
            if keys is not None and _may_ask(case, index, draw, member):
                ready.append(Ready(rest, member, keys))
    return tuple(ready)


def _find_rest(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> Draw | None:
    """The draw, narrowed to what it has not been asked for yet; None when that is nothing, or it had no record or was down."""
    outcome = case.draws.get((draw.id, member), ("",))[0]
    if not outcome:
        return _leave_out_proved(case, index, draw, member)
    if outcome != "found":
        return None
    rest = tuple(pair for pair in draw.gives if _is_unasked(case, index, draw, pair[0], member))
    if not rest:
        return None
    key = f"{draw.list_role}.{draw.list_key}"
    return replace(draw, gives=tuple(pair for pair in draw.gives if pair in rest or pair[0] == key))


def _leave_out_proved(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> Draw | None:
    """What signing in has proved of the member who signed in is not asked of a source once more."""
    if draw.per_member is None:
        return draw
    gives = tuple(pair for pair in draw.gives if not _is_proved(case.know(find_var(index, pair[0], member))))
    return replace(draw, gives=gives) if gives else None


def _is_proved(know: Knowledge) -> bool:
    return know.form is Form.KNOWN and know.origin is not None and know.origin.kind == "sign_in"


def _is_unasked(case: Case, index: PlanIndex, draw: Draw, path: str, member: str | None) -> bool:
    spine = index.list_of(path.split(".")[0])
    held = case.lists.get(spine) if spine is not None and spine == draw.list_role else None
    keys = [key for key in held.keys if key not in held.by_hand] if held else [] if draw.list_role == spine and spine else [member]
    return any(case.know(find_var(index, path, key)).why is Unknown.NOT_ASKED for key in keys)


def find_ready(case: Case, index: PlanIndex, draw_id: str, member: str | None) -> Ready | None:
    """A draw as it could be made once more; None when the plan has it no more or a key is gone."""
    draw = index.draws.get(draw_id)
    keys = _keys(case, index, draw, member) if draw is not None else None
    return Ready(draw, member, keys) if draw is not None and keys is not None else None


def _members(case: Case, draw: Draw) -> tuple[str | None, ...]:
    return (None,) if draw.per_member is None else tuple(case.members(draw.per_member))


def _keys(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> tuple[tuple[str, Value], ...] | None:
    back = {theirs: own for own, theirs in draw.bind}
    keys = []
    for path in (*draw.keys, *draw.match):
        role, fact = path.split(".")
        var = find_var(index, path, member)
        value = case.value(var)
        if value is None:
            return None
        keys.append((f"{back.get(role, role)}.{fact}", value))
    return tuple(keys)


def find_var(index: PlanIndex, path: str, member: str | None) -> Var:
    """The variable that `path` means for `member`: aliases resolved, the member's key only where the role runs along its list."""
    role, fact = path.split(".")
    name = index.resolve(role)
    return Var(name, fact, member if index.list_of(name) else None)


def awaits_consent(case: Case, index: PlanIndex, role: str, member: str | None = None) -> bool:
    """Whether `role`, or this member of it, must agree before its data is used, and has neither agreed nor declined."""
    party, name = index.parties.get(role), name_seat(case, role, member)
    if party is None or not party.consents or name == case.signed_in:
        return False
    state = case.parties.get(name)
    return state is None or (state.agreed_at is None and state.declined is None)


def _may_ask(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> bool:
    """A source keyed by another person's own data is asked only after that person agreed, and of one member never once they declined."""
    keyed = {case.own(find_var(index, path, member)) for path in draw.keys}
    return not any(awaits_consent(case, index, var.role, var.member) or _declined(case, index, var) for var in keyed)


def _declined(case: Case, index: PlanIndex, var: Var) -> bool:
    """A member who declined: a plan is made for all members alike, so that it cannot do without the data of one."""
    party = index.parties.get(var.role)
    state = case.parties.get(name_seat(case, var.role, var.member)) if var.member is not None and party is not None else None
    return state is not None and state.declined is not None and party is not None and party.consents


def decide_drawn(turn: Turn, index: PlanIndex, ready: Ready, reading: Reading) -> None:
    """The source answered: note its facts, held back where the person they concern has yet to agree."""
    draw = ready.draw
    origin = Origin(draw.kind, draw.source, turn.now)
    reading = _name_members(turn.case, draw, reading)
    members = _select(turn, index, draw, reading)
    notes = []
    for got in reading.facts:
        if got.var.member is not None and draw.list_role and got.var.member not in members:
            continue
        own = turn.case.own(got.var)
        held = got.form is Form.KNOWN and awaits_consent(turn.case, index, own.role, own.member)
        if _keep_older(turn.case, got.var, got.form):
            continue
        form, why = (Form.UNKNOWN, Unknown.DISPUTED) if _disputed(turn.case, got) else (got.form, got.why)
        notes.append(turn.note(got.var, form, got.value, origin, why=why, held=held))
    turn.emit(SourceAnswered(draw.id, ready.member, reading.outcome, tuple(notes), draw.list_role, members, draw.list_complete))
    if reading.filed is not None:
        turn.emit(CertificateCalled(draw.id, ready.member, reading.filed.certificate, reading.filed.type, reading.filed.valid_to))


def _name_members(case: Case, draw: Draw, reading: Reading) -> Reading:
    """Members get keys of our own (1, 2, …): the source's key, a record number or a plate, is a personal value and stays a fact."""
    if draw.list_role is None or draw.list_key is None:
        return reading
    held = case.lists.get(draw.list_role)
    known = {case.value(Var(draw.list_role, draw.list_key, key)): key for key in (held.keys if held else ())}
    names: dict[str, str] = {}
    taken = len(held.keys) if held else 0
    for raw in reading.members:
        if raw not in known:
            taken += 1
        names[raw] = known.get(raw, str(taken))
    facts = tuple(
        Got(Var(g.var.role, g.var.fact, names.get(g.var.member, g.var.member)), g.form, g.value, g.why) if g.var.member is not None else g
        for g in reading.facts
    )
    return replace(reading, facts=facts, members=tuple(names[raw] for raw in reading.members))


def _keep_older(case: Case, var: Var, form: Form) -> bool:
    """A source without a record does not wipe what another gave; nothing wipes what the person corrected by hand."""
    know = case.know(var)
    if know.form is Form.UNKNOWN:
        return know.why is Unknown.SOURCE_DOWN and form is Form.UNKNOWN
    return form is not Form.KNOWN or (know.form is Form.CLAIMED and know.origin is not None and know.origin.kind == "corrected")


def _disputed(case: Case, got: Got) -> bool:
    """The person typed one thing while the source was down, and the source now says another."""
    know = case.know(got.var)
    return know.form is Form.CLAIMED and got.form is Form.KNOWN and know.value != got.value


def find_retries(case: Case, index: PlanIndex) -> tuple[Ready, ...]:
    """Draws that were down when last tried and that some held task waits for."""
    waited = {task.held_on.removeprefix("source:") for task in case.tasks.values() if task.held_on.startswith("source:")}
    ready = []
    for draw in (*index.plan.draws, *index.plan.lost) if waited else ():
        for member in _members(case, draw) if draw.id in waited else ():
            if case.draws.get((draw.id, member), ("",))[0] == "down":
                keys = _keys(case, index, draw, member)
                if keys is not None:
                    ready.append(Ready(draw, member, keys))
    return tuple(ready)


def _select(turn: Turn, index: PlanIndex, draw: Draw, reading: Reading) -> tuple[str, ...]:
    """The members that the standard's `select` takes; one of whom it cannot be said stays."""
    if not draw.select or not draw.list_role:
        return reading.members
    rows: dict[str, dict[str, Knowledge]] = {key: {} for key in reading.members}
    for got in reading.facts:
        if got.var.member in rows:
            rows[got.var.member][got.var.fact] = Knowledge(got.form, got.value, None, got.why)
    taken = []
    for key in reading.members:
        env = _RowEnv(turn.case, index, turn.today, list_role=draw.list_role, member=key, row=rows[key])
        if holds(index, draw.select, env) is not False:
            taken.append(key)
    return tuple(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowEnv(CaseEnv):
    """A case with one row of an answer laid over it, before anything is noted."""

    row: dict[str, Knowledge]

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        if self.role(role) == self.list_role and fact in self.row:
            return self.row[fact]
        return CaseEnv.fact(self, role, fact, member)


def decide_down(turn: Turn, ready: Ready) -> None:
    """The source could not be reached: its facts are unknown because it is down. That it still cannot be is no news."""
    if turn.case.draws.get((ready.draw.id, ready.member), ("",))[0] == "down":
        return
    origin = Origin(ready.draw.kind, ready.draw.source, turn.now)
    notes = []
    for path, _ in ready.draw.gives:
        var = parse_var(path)
        if ready.draw.list_role is None and turn.case.know(var).form is Form.UNKNOWN:
            notes.append(FactNote(Var(var.role, var.fact, ready.member), Form.UNKNOWN, "", "", origin, Unknown.SOURCE_DOWN))
    turn.emit(SourceAnswered(ready.draw.id, ready.member, "down", tuple(notes)))


def find_missing(case: Case, index: PlanIndex) -> frozenset[str]:
    """Source instances and people the plan must do without: down, without a record it was counted on for, or refused."""
    missing = set(case.missing)
    for (draw_id, member), (outcome, _) in case.draws.items():
        draw = index.draws.get(draw_id)
        if outcome == "down" or (draw is not None and _was_needed(case, index, draw, member)):
            missing.add(draw_id)
    missing |= {f"refused:{role}" for role, party in case.parties.items() if party.declined and role in index.parties}
    return frozenset(missing)


def _was_needed(case: Case, index: PlanIndex, draw: Draw, member: str | None) -> bool:
    for path, _ in draw.gives:
        planned = index.vars.get(path)
        if planned is None or planned.source != draw.id:
            continue
        know = case.know(find_var(index, path, member))
        if know.form is Form.UNKNOWN and know.why in (Unknown.NO_RECORD, Unknown.SOURCE_DOWN):
            return True
    return False
