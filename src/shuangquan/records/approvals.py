"""Who answers for rules that decide alone, and who stopped them. Appended, never changed; who may take which step is decided above."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Q

from shuangquan.core.cases.approval import SHIPPED, ApprovalStep
from shuangquan.records.context import enter_context
from shuangquan.records.models import ApprovalStep as Row
from shuangquan.records.models import Task


def append_approval(step: ApprovalStep) -> None:
    """Keep a step."""
    _make(step).save(force_insert=True)


def append_shipped(steps: Iterable[ApprovalStep]) -> None:
    """Keep what an installation brings along, each once: rules for which any step was taken there stay as people left them."""
    wanted = tuple(steps)
    known = set(Row.objects.filter(actor=SHIPPED).values_list("item", "region", "rules"))
    Row.objects.bulk_create(_make(step) for step in wanted if (step.item, step.region, step.rules) not in known)


def find_approval_steps(items: Collection[str] | None = None, regions: Collection[str] | None = None) -> tuple[ApprovalStep, ...]:
    """The steps of items (None: of all) in regions (None: in all), in the order in which they were taken. One query."""
    rows = Row.objects.order_by("id")
    rows = rows if items is None else rows.filter(item__in=items)
    rows = rows if regions is None else rows.filter(region__in=regions)
    return tuple(_read(row) for row in rows)


def _make(step: ApprovalStep) -> Row:
    return Row(
        item=step.item, region=step.region, step=step.step, actor=step.actor, at=step.at, rules=step.rules, share=step.share,
        reason=step.reason, key_id=step.key_id, signature=step.signature,
    )  # fmt: skip


def _read(row: Row) -> ApprovalStep:
    return ApprovalStep(
        row.item, row.region, row.step, row.actor, row.at, row.rules, row.share, row.reason, row.key_id, bytes(row.signature)
    )


def find_decided(
    item: str, prefix: str, since: datetime, after: tuple[str, str] = ("", ""), most: int = 200
) -> tuple[tuple[str, str], ...]:
    """(case, member) of results that rules decided alone since an instant, where region codes begin so; a page in order of both.

    The caller has entered a context.
    """
    rows = Task.objects.filter(item=item, handling_region__startswith=prefix, decided_by="rule", state="done", decided_at__gte=since)
    if after[0]:
        rows = rows.filter(Q(case_id__gt=after[0]) | Q(case_id=after[0], member__gt=after[1]))
    found = rows.order_by("case_id", "member").values_list("case_id", "member")[:most]
    return tuple((str(case), member) for case, member in found)


def count_decided(prefix: str, since: datetime) -> dict[str, int]:
    """Item → how many of its results rules decided alone since an instant. The caller has entered a context. One query."""
    rows = Task.objects.filter(handling_region__startswith=prefix, decided_by="rule", decided_at__gte=since)
    return dict(rows.values_list("item").annotate(Count("case_id")))


def find_lately_decided(item: str, most: int) -> tuple[tuple[str, str], ...]:
    """(case, member) of an item's tasks that were decided, by whomever, the latest first. The caller is the system."""
    with enter_context():
        rows = Task.objects.filter(item=item, decided_at__isnull=False).order_by("-decided_at", "case_id", "member")
        return tuple((str(case), member) for case, member in rows.values_list("case_id", "member")[:most])
