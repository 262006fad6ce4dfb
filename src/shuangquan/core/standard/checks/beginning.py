"""What begins a matter besides somebody asking for it: it comes again (recurs), or whoever is entitled is looked for (proactive)."""

from collections.abc import Iterator
from datetime import date

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_theme import Proactive, Recurs
from shuangquan.core.standard.view import ThemeView


def check_beginning(view: ThemeView) -> list[Finding]:
    """Faults of `recurs` and `proactive`."""
    found: list[Finding] = []
    if view.theme.recurs is not None:
        found += _check_recurs(view.theme.recurs)
    if view.theme.proactive is not None:
        found += _check_sweep(view, view.theme.proactive)
    return found


def _check_recurs(recurs: Recurs) -> Iterator[Finding]:
    """A window has two ends, both days of any year, and a source like every statement of when."""
    window = [day for day in (recurs.opens, recurs.closes) if day is not None]
    if len(window) == 1 or (window and recurs.every != "year"):
        yield find_fault(recurs.at, "window-half")
    for day in window:
        if not _is_day(day):
            yield find_fault(day.at, "window-day", text=day)
    if window and (recurs.grade is None or recurs.source is None):
        yield find_fault(recurs.at, "no-grade", name="recurs")


def _is_day(text: str) -> bool:
    month, _, day = text.partition("-")
    try:
        return len(text) == 5 and bool(date(2025, int(month), int(day)))
    except ValueError:
        return False


def _check_sweep(view: ThemeView, sweep: Proactive) -> Iterator[Finding]:
    """The register is one that can be gone through, and tells, alone or with what can be asked by what it tells, all that is judged by."""
    bundle, theme, found = view.bundle, view.theme, list[Finding]()
    known = check_known(sweep.over, bundle.resources, "resource", sweep.at, found)
    if check_known(sweep.confirm, theme.roles, "role", sweep.at, found) and sweep.confirm not in theme.apply:
        found.append(find_fault(sweep.at, "sweep-confirm", name=sweep.confirm))
    yield from found
    if not known or found or view.sweep is None:
        return
    reads = find_reads(view.sweep)
    for name in reads.situations:
        yield find_fault(sweep.at, "sweep-reads", name=name, over=sweep.over)
    had = find_swept(bundle, sweep.over)
    for role, fact in reads.facts:
        if role != sweep.confirm or fact not in had:
            yield find_fault(sweep.at, "sweep-reads", name=f"{role}.{fact}", over=sweep.over)


def find_swept(bundle: Bundle, over: str) -> frozenset[str]:
    """Facts that are known of everybody in a register: what it tells, and what other sources tell by that."""
    register = bundle.resources[over]
    kind = next(iter(register.roles.values())).type
    had = {path.partition(".")[2] for path in (*register.keys, *register.gives)}
    others = [one for one in bundle.resources.values() if len(one.roles) == 1 and next(iter(one.roles.values())).type == kind]
    while True:
        more = {
            path.partition(".")[2] for one in others if {key.partition(".")[2] for key in one.keys} <= had for path in one.gives
        } - had  # fmt: skip
        if not more:
            return frozenset(had)
        had |= more
