"""Gather: ask departments what the plan says, outside any transaction, in parallel; then settle what the answers settle."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass

from shuangquan.actions.calls import collecting_calls
from shuangquan.actions.filed import call_up, check_calls
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import DrawRequest
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.consents import end_consents
from shuangquan.core.cases.drafting import decide_replan
from shuangquan.core.cases.gather import Ready, decide_down, decide_drawn, find_draws, find_missing
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.settle import Standing, decide_situations, find_class
from shuangquan.core.cases.turn import Turn
from shuangquan.core.exchange.answers import Reading, read_answer
from shuangquan.core.exchange.values import plain_key
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now
from shuangquan.records.connections import refresh_connections

ROUNDS = 16
"""Draws open further draws; each round makes at least one, so a plan of this depth is a bug in the standard."""

_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="gather")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where the draft stands: the plan it goes on with, and what is still to be asked."""

    index: PlanIndex
    standing: Standing


def gather_draft(actor: Actor, turn: Turn, index: PlanIndex) -> Gathered:
    """Ask, settle and replan until nothing more comes by itself. Refusal("case.planning") while a worker compiles."""
    end_consents(turn)
    check_calls(turn, index)
    for _ in range(ROUNDS):
        ready = find_draws(turn.case, index)
        if ready:
            make_draws(actor, turn, index, ready)
        standing = decide_situations(turn, index)
        if find_draws(turn.case, index):
            continue
        wanted = _find_plan(turn, index, standing)
        if wanted.plan.id == turn.case.plan:
            return Gathered(index, standing)
        decide_replan(turn, wanted, find_missing(turn.case, index))
        index = wanted
    raise RuntimeError(f"theme {index.plan.theme} does not come to rest after {ROUNDS} rounds")


def _find_plan(turn: Turn, index: PlanIndex, standing: Standing) -> PlanIndex:
    """The plan for what is settled by now. While a question is open, the plan at hand stays unless a source has failed."""
    case, missing = turn.case, find_missing(turn.case, index)
    if not standing.known and missing == frozenset(index.plan.missing):
        return index
    situation = find_class(case, index) if standing.known else dict(index.plan.situation)
    return find_index(plan_key(case.bundle, case.theme, case.region, case.signed_in, situation or None, missing))


def make_draws(actor: Actor, turn: Turn, index: PlanIndex, ready: Sequence[Ready]) -> None:
    """Ask every source in `ready` at once and note each answer; a source that fails is down, and the case goes on without it."""
    with collecting_calls(turn.case.region):
        tasks = [_pool.submit(copy_context().run, _ask, actor, turn.case, index, one) for one in ready]
        answers = [task.result() for task in tasks]
    turn.now = now()
    for one, reading in zip(ready, answers, strict=True):
        if reading is None:
            decide_down(turn, one)
        else:
            decide_drawn(turn, index, one, reading)


MOST_SAID = 64
"""Characters of the items a call is made for that the call itself says; its purpose names them in words."""


def _print_items(items: Sequence[str]) -> str:
    """Their ids, as many as there is room for, and how many more there are: "a,b,+3"."""
    for kept in range(len(items), 0, -1):
        more = len(items) - kept
        text = ",".join((*items[:kept], *((f"+{more}",) if more else ())))
        if len(text) <= MOST_SAID:
            return text
    return f"+{len(items)}" if items else ""


def _ask(actor: Actor, case: Case, index: PlanIndex, one: Ready) -> Reading | None:
    draw = one.draw
    if draw.kind == "certificate":
        refresh_connections()
        return call_up(case, index, one)
    request = DrawRequest(
        draw.source,
        draw.provider,
        {field: plain_key(value) for field, value in one.keys},
        tuple(field for _, field in draw.gives),
        f"{index.plan.name.zh}：{'、'.join(index.items[i].name.zh for i in draw.items if i in index.items) or index.plan.name.zh}"[:200],
        case.id,
        _print_items(draw.items),
        actor.subject,
        f"{case.id}.{draw.id}.{one.member or '-'}",
    )
    try:
        drawn = ports().share.draw(request)
        return read_answer(draw, index.vars, one.member, drawn.found, drawn.record, drawn.members)
    except Fault:
        return None
