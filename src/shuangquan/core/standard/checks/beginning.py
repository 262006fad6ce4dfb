"""What begins a matter besides somebody asking for it: it comes again (recurs), or whoever is entitled is looked for (proactive)."""

from collections.abc import Iterator
from datetime import date

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.classes import list_classes
from shuangquan.core.standard.compile import Uncompilable, compile_view
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_proactive import Proactive, find_lawful
from shuangquan.core.standard.model_theme import Recurs
from shuangquan.core.standard.news import find_news
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.standard.view import ThemeView
from shuangquan.core.words.text import Text

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
    """It goes through one register or one type of certificate, or hears one register's news, speaks of who may apply, and reads what can be
    known of everybody.
    """
    bundle, theme, found = view.bundle, view.theme, list[Finding]()
    starts = sum(start is not None for start in (sweep.over, sweep.certificate, sweep.event))
    if starts != 1 or (sweep.over is None) == (sweep.where is not None):
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
    if sweep.event is not None and check_known(sweep.event, bundle.resources, "resource", sweep.at, found):
        found += _check_news(view, sweep, str(sweep.event))
    found += _check_answers(view, sweep)
    found += _check_given(sweep)
    yield from found
    if not found and sweep.offer == "given" and view.region == PROVINCE:
        yield from _check_unasked(view, sweep)
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


def _check_news(view: ThemeView, sweep: Proactive, register: str) -> list[Finding]:
    """A register's news say by one person's number who they are about, and it is in words why that person is told."""
    found: list[Finding] = []
    try:
        told = find_news(view.bundle, register)
    except LookupError:
        return [find_fault(sweep.at, "news-who", name=register)]
    if sweep.confirm in view.theme.roles and told.type != find_role_type(view.theme, str(sweep.confirm)):
        found.append(find_fault(sweep.at, "sweep-holder", name=register, role=sweep.confirm))
    if sweep.why is None:
        found.append(find_fault(sweep.at, "news-why", name=register))
    return found


def _check_given(sweep: Proactive) -> Iterator[Finding]:
    """What is given without an application rests on a law, and leaves time to say no."""
    if sweep.offer != "given":
        if sweep.after is not None:
            yield find_fault(sweep.at, "given-after")
        return
    if sweep.over is None or sweep.after is None or read_limit(sweep.after) is None:
        yield find_fault(sweep.at, "given-start")
    if find_lawful(sweep) is None:
        yield find_fault(sweep.at, "given-law")


def _check_unasked(view: ThemeView, sweep: Proactive) -> Iterator[Finding]:
    """Where nothing is down, nothing is left to be asked of whoever is given it, in any situation, and nobody else takes part."""
    role, labels = str(sweep.confirm), view.theme.roles
    open_ = [one for one in view.situations if one.use.derive is None and one.use.fixed is None and one.name not in sweep.answered]
    asked = [one.kind.label.zh for one in open_]
    for values in () if open_ else list_classes(view, role):
        if any(values.get(name) != value for name, value in sweep.answered.items()):
            continue
        try:
            plan = compile_view(view, values, frozenset(), role)
        except Uncompilable:
            return  # said by the classes, which say more
        asked += [one.label.zh for one in plan.vars if one.from_ in ("typed", "pick", "photograph")]
        asked += [one.name.zh for one in plan.evidence]
        asked += [str((labels[one.role].label or Text(one.role)).zh) for one in plan.parties if one.role != role and one.role in labels]
    if asked:
        yield find_fault(sweep.at, "given-asks", name="、".join(dict.fromkeys(asked)))
