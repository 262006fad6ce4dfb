"""Limits, legal bases, grades, baselines, overlays, parameters moved: what a standard promises and on what ground."""

from decimal import Decimal, InvalidOperation

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.durations import count_hours, print_limit, read_limit
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.model import FROM_DEPARTMENT, Duration, FeeRow, Item, Parameter, Pledge
from shuangquan.core.standard.model_overlay import AlsoAt, LocalPlace, LocalValue, Overlay
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.regions import find_widest
from shuangquan.core.words.limits import Limit, Unit

JOINT_DAYS = 60
"""Joint handling of licences: 45 working days and 15 more (行政许可法 42)."""


def check_promises(bundle: Bundle) -> list[Finding]:
    """Faults of limits, bases, grades, baselines and overlays."""
    found: list[Finding] = []
    for item in bundle.items.values():
        _check_item(bundle, item, found)
    for resource in bundle.resources.values():
        if resource.sharing != "none" and resource.basis is None:
            found.append(find_fault(resource.at, "no-basis", name=resource.id))
        elif resource.basis is not None and resource.basis.grade is None:
            found.append(find_fault(resource.basis.at, "no-grade", name=resource.id))
    for parameter in bundle.parameters.values():
        for row in parameter.values:
            if row.grade is None or row.source is None:
                found.append(find_fault(row.at, "no-grade", name=parameter.id))
    for theme_id, theme in bundle.themes.items():
        _check_theme(bundle, theme, found)
        for overlay in bundle.overlays.get(theme_id, ()):
            _check_overlay(bundle, theme, overlay, found)
    return found


def _check_item(bundle: Bundle, item: Item, found: list[Finding]) -> None:
    if not item.basis:
        found.append(find_fault(item.at, "no-basis", name=item.id))
    for basis in item.basis:
        if basis.grade is None:
            found.append(find_fault(basis.at, "no-grade", name=item.id))
    statutory, promised = read_limit(item.limits.statutory), read_limit(item.limits.promised)
    _check_grade(item.limits.promised, promised, f"{item.id}.promised", found)
    _check_grade(item.limits.statutory, statutory, f"{item.id}.statutory", found)
    if statutory is not None:
        _check_statutory(promised, statutory, item.limits.promised.at, found)
    if item.pledge is not None:
        _check_pledge(item, item.pledge, found)
    _check_review(item, found)
    for fee in item.fees:
        _check_fee(bundle, item, fee, found)


def _check_fee(bundle: Bundle, item: Item, fee: FeeRow, found: list[Finding]) -> None:
    """An amount is a graded number, what the department says, or money that a register states and nobody may type."""
    if fee.amount == FROM_DEPARTMENT:
        return
    try:
        number = Decimal(fee.amount)
    except InvalidOperation:
        needed = {str(one.fact) for need in item.needs for one in (need.any or (need,)) if one.when is None}
        role, _, name = fee.amount.partition(".")
        fact = bundle.facts.get(f"{item.roles[role].type}.{name}") if role in item.roles else None
        if fee.amount not in needed or fact is None or fact.type != "money" or fact.by_hand:
            found.append(find_fault(fee.at, "fee-amount", name=item.id, amount=fee.amount))
        return
    if not number.is_finite() or number <= 0 or number != number.quantize(Decimal("0.01")):
        found.append(find_fault(fee.at, "fee-amount", name=item.id, amount=fee.amount))
    elif fee.grade is None or fee.source is None:
        found.append(find_fault(fee.at, "no-grade", name=f"{item.id}.fees"))


def _check_review(item: Item, found: list[Finding]) -> None:
    """A second officer and a hearing are duties of somebody: each says on what ground; only a licence knows hearings."""
    if item.review is not None and item.review.grade is None:
        found.append(find_fault(item.review.at, "no-grade", name=f"{item.id}.review"))
    if item.archive is not None and item.archive.grade is None:
        found.append(find_fault(item.archive.at, "no-grade", name=f"{item.id}.archive"))
    if item.hearing is None:
        return
    if item.hearing.grade is None:
        found.append(find_fault(item.hearing.at, "no-grade", name=f"{item.id}.hearing"))
    if item.procedure != "licence":
        found.append(find_fault(item.hearing.at, "hearing-procedure", name=item.id, procedure=item.procedure))


def _check_pledge(item: Item, pledge: Pledge, found: list[Finding]) -> None:
    """A pledge is verified in time; who may mend has a time for it, who may not has none."""
    verify, mend = read_limit(pledge.verify), read_limit(pledge.mend)
    if verify is None:
        found.append(find_fault(pledge.at, "pledge-endless", name=item.id))
    if (mend is not None) != (pledge.broken == "mend"):
        found.append(find_fault(pledge.at, "pledge-mend", name=item.id, broken=pledge.broken))
    _check_grade(pledge.verify, verify, f"{item.id}.pledge.verify", found)
    if pledge.mend is not None:
        _check_grade(pledge.mend, mend, f"{item.id}.pledge.mend", found)


def _check_grade(duration: Duration, limit: Limit | None, name: str, found: list[Finding]) -> None:
    if limit is not None and duration.grade is None:
        found.append(find_fault(duration.at, "no-grade", name=name))


def _check_statutory(promised: Limit | None, statutory: Limit, at: Place, found: list[Finding]) -> None:
    """Same unit: compared exactly. Another unit: only hours and days of one kind can be told apart safely."""
    words = {"promised": print_limit(promised), "statutory": print_limit(statutory)}
    if promised is None:
        found.append(find_fault(at, "over-statutory", **words))
    elif promised.unit is statutory.unit:
        if promised.amount > statutory.amount:
            found.append(find_fault(at, "over-statutory", **words))
    elif promised.unit is not Unit.HOURS or count_hours(promised) > count_hours(statutory):
        found.append(find_fault(at, "unit-differs", **words))


def _check_theme(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    licence = any(item.procedure == "licence" for use in theme.uses if (item := bundle.items.get(use.use)) is not None)
    for duration in theme.limit:
        limit = read_limit(duration)
        _check_grade(duration, limit, f"{theme.theme}.limit", found)
        if licence and limit is not None and (limit.unit is Unit.MONTHS or count_hours(limit) > JOINT_DAYS * 24):
            found.append(find_fault(duration.at, "over-joint-limit", limit=print_limit(limit)))
    for row in theme.baseline:
        if row.source is None or row.grade is None:
            found.append(find_fault(row.at, "baseline-no-source", name=row.what))


def _check_overlay(bundle: Bundle, theme: Theme, overlay: Overlay, found: list[Finding]) -> None:
    for name, form in overlay.items.items():
        item = bundle.items.get(name)
        if item is None or form.promised is None:
            continue
        local, standard = read_limit(form.promised), read_limit(item.limits.promised)
        _check_grade(form.promised, local, f"{name}.promised", found)
        _check_shorter(local, standard, form.promised.at, found)
    longest = max((limit for d in theme.limit if (limit := read_limit(d)) is not None), key=count_hours, default=None)
    for duration in overlay.limit:
        local = read_limit(duration)
        _check_grade(duration, local, f"{theme.theme}.limit", found)
        _check_shorter(local, longest, duration.at, found)
    for name, local_value in overlay.parameters.items():
        parameter = bundle.parameters.get(name)
        if parameter is not None:
            _check_moved(parameter, local_value.value, getattr(name, "at", overlay.at), found)
        _check_local(local_value, str(name), found)
    for place in overlay.places:
        _check_local(place, place.name.zh, found)
    for other in overlay.also_at:
        _check_local(other, f"also_at {other.region}", found)


def _check_local(said: LocalValue | LocalPlace | AlsoAt, name: str, found: list[Finding]) -> None:
    if said.grade is None or said.source is None:
        found.append(find_fault(said.at, "no-grade", name=name))


def _check_shorter(local: Limit | None, standard: Limit | None, at: Place, found: list[Finding]) -> None:
    if standard is not None and (local is None or count_hours(local) > count_hours(standard)):
        found.append(find_fault(at, "overlay-lengthens", local=print_limit(local), standard=print_limit(standard)))


def _check_moved(parameter: Parameter, value: object, at: Place, found: list[Finding]) -> None:
    rows = find_widest(parameter)
    standard = rows[()].value if () in rows else None
    if parameter.local == "any":
        return
    try:
        step = _number(value) - _number(standard)
        good = (parameter.local == "up" and step >= 0) or (parameter.local == "down" and step <= 0)
    except (InvalidOperation, TypeError, ValueError):
        good = False
    if not good:
        words = {"local": str(value), "standard": str(standard), "direction": parameter.local}
        found.append(find_fault(at, "parameter-moved", name=parameter.id, **words))


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise TypeError("not a number")
    return Decimal(value)
