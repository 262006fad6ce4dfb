"""The steps of a bundle's life: mature, signed, online. Appended, never changed; who may take which step is decided above."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from psycopg.errors import UniqueViolation

from shuangquan.core.standard.life import ONLINE, Step
from shuangquan.records.changes import LostRace
from shuangquan.records.models import BundleStep


def append_step(step: Step) -> None:
    """Keep a step. LostRace when the bundle has taken it already, or another begins to serve that region at the same instant."""
    row = BundleStep(
        bundle=step.bundle,
        step=step.step,
        region=step.region,
        effective_at=step.effective_at,
        actor=step.actor,
        at=step.at,
        key_id=step.key_id,
        signature=step.signature,
        detail=dict(step.detail),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise LostRace(step.bundle) from error


def find_steps(bundle: str) -> tuple[Step, ...]:
    """Every step of a bundle, oldest first."""
    return tuple(_read(row) for row in BundleStep.objects.filter(bundle=bundle).order_by("id"))


def find_steps_online(most: int = 200) -> tuple[Step, ...]:
    """When which bundle was put online where: the newest first."""
    return tuple(_read(row) for row in BundleStep.objects.filter(step=ONLINE).order_by("-effective_at", "-id")[:most])


def _read(row: BundleStep) -> Step:
    return Step(row.bundle, row.step, row.actor, row.at, row.region, row.effective_at, row.key_id, bytes(row.signature), dict(row.detail))


def find_recent_bundles(most: int) -> tuple[str, ...]:
    """Bundles that have taken a step, the latest step first."""
    rows = BundleStep.objects.values("bundle").annotate(latest=Max("id")).order_by("-latest")[:most]
    return tuple(row["bundle"] for row in rows)
