"""What begins a matter besides somebody asking for it: it comes again (recurs), or whoever is entitled is looked for (proactive)."""

from collections.abc import Iterator
from datetime import date

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_proactive import Proactive
from shuangquan.core.standard.model_theme import Recurs
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.standard.view import ThemeView

LONGEST = 400
"""Most days before a certificate ends that somebody is told of it."""


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
    """It goes through one register or one type of certificate, speaks of who may apply, and reads what can be known of everybody."""
    bundle, theme, found = view.bundle, view.theme, list[Finding]()
    if (sweep.over is None) == (sweep.certificate is None) or (sweep.over is None) == (sweep.where is not None):
        found.append(find_fault(sweep.at, "sweep-start"))
    if sweep.certificate is not None and not 0 < sweep.days <= LONGEST:
        found.append(find_fault(sweep.at, "sweep-days", days=str(sweep.days)))
    known = sweep.over is not None and check_known(sweep.over, bundle.resources, "resource", sweep.at, found)
    confirms = check_known(sweep.confirm, theme.roles, "role", sweep.at, found)
    if confirms and sweep.confirm not in theme.apply:
        found.append(find_fault(sweep.at, "sweep-confirm", name=sweep.confirm))
    if sweep.certificate is not None and check_known(sweep.certificate, bundle.certificates, "certificate", sweep.at, found):
        held = bundle.certificates[sweep.certificate]
        holder = held.holder or next(iter(held.roles))
        if confirms and held.roles[holder].type != find_role_type(theme, str(sweep.confirm)):
            found.append(find_fault(sweep.at, "sweep-holder", name=sweep.certificate, role=sweep.confirm))
    found += _check_answers(view, sweep)
    yield from found
    if known and not found and view.sweep is not None:
        yield from _check_reads(view, sweep, str(sweep.over))


def _check_answers(view: ThemeView, sweep: Proactive) -> list[Finding]:
    """What confirming answers are situations of the theme, and values they have."""
    found: list[Finding] = []
    kinds = {one.name: one.kind for one in view.situations}
    for name, value in sweep.answered.items():
        if check_known(name, kinds, "situation", sweep.at, found):
            check_known(value, kinds[name].options, "option", sweep.at, found)
    return found


def _check_reads(view: ThemeView, sweep: Proactive, over: str) -> Iterator[Finding]:
    assert view.sweep is not None
    reads = find_reads(view.sweep)
    for name in reads.situations:
        yield find_fault(sweep.at, "sweep-reads", name=name, over=over)
    had = find_swept(view.bundle, over)
    for role, fact in reads.facts:
        if role != sweep.confirm or fact not in had:
            yield find_fault(sweep.at, "sweep-reads", name=f"{role}.{fact}", over=over)


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
