"""Bundles of standards by hash, and the plans compiled from them. Web processes read plans; workers write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import psycopg
from django.conf import settings
from django.db import transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast

from shuangquan.core.standard.life import ONLINE
from shuangquan.records.clock import now
from shuangquan.records.models import Bundle, BundleStep, Plan, PlanKey
from shuangquan.records.writes import raw_connection

_PLAN = "insert into plan (id, bundle, theme, region, plan, compiled_at) values (%s, %s, %s, %s, %s, %s) on conflict do nothing"
_KEY = "insert into plan_key (key, plan_id) values (%s, %s) on conflict do nothing"


def append_bundle(bundle_hash: str, texts: Mapping[str, str]) -> bool:
    """Keep a bundle's texts (path → YAML). False when it is kept already."""
    _, made = Bundle.objects.get_or_create(hash=bundle_hash, defaults={"texts": dict(texts), "loaded_at": now()})
    return made


def apply_online(bundle_hash: str, since: datetime) -> None:
    """Let a bundle serve new cases from an instant on. LookupError when it is not kept."""
    if not Bundle.objects.filter(hash=bundle_hash).update(online_from=since):
        raise LookupError(f"no bundle {bundle_hash}")


def find_online_bundle(moment: datetime | None = None, region: str = "") -> str | None:
    """The hash of the bundle that serves new cases at an instant (now by default) in a region (six digits; "": the whole province).

    The latest put online of those that hold there: for the county itself, its city or the province.
    """
    at, own = moment or now(), region or settings.HOME_REGION[:2]
    here = {own[:length].ljust(6, "0") for length in (2, 4, 6)} if len(own) == 6 else {own.ljust(6, "0")}
    steps = BundleStep.objects.filter(step=ONLINE, region__in=here, effective_at__lte=at).order_by("-effective_at", "-id")
    # What an installation loaded at its start holds everywhere and has no step.
    loaded = Bundle.objects.filter(online_from__lte=at).order_by("-online_from", "-loaded_at")
    found = (
        steps.annotate(since=F("effective_at"), hash=F("bundle")).values_list("since", "hash").first(),
        loaded.annotate(since=F("online_from")).values_list("since", "hash").first(),
    )
    latest = max((one for one in found if one), key=lambda one: one[0], default=None)
    return latest[1] if latest else None


def find_loaded() -> Mapping[str, datetime]:
    """Bundles put online at an installation's start, without a life of their own: hash → since when."""
    return {row.hash: row.online_from for row in Bundle.objects.exclude(online_from=None).only("hash", "online_from") if row.online_from}


def load_bundle_texts(bundle_hash: str) -> Mapping[str, str]:
    """A bundle's texts. LookupError when it is not kept."""
    found = Bundle.objects.filter(hash=bundle_hash).values_list("texts", flat=True).first()
    if found is None:
        raise LookupError(f"no bundle {bundle_hash}")
    texts: Mapping[str, str] = found
    return texts


_TEXT = Cast("plan", TextField())
"""A plan as the database writes its JSON: whoever reads it makes no dictionaries on the way."""


def find_plan(key_id: str) -> str | None:
    """The plan compiled for a key (64 hex digits), as JSON; None when it has not been compiled."""
    return Plan.objects.filter(plankey__key=key_id).values_list(_TEXT, flat=True).first()


def load_plan(plan_id: str) -> str:
    """A plan by its own id, as JSON. KeyError when it is not kept."""
    found: str | None = Plan.objects.filter(id=plan_id).values_list(_TEXT, flat=True).first()
    if found is None:
        raise KeyError(plan_id)
    return found


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A compiled plan, as JSON, and the key (64 hex digits) of what it was compiled for."""

    key: str
    id: str
    bundle: str
    theme: str
    region: str
    plan: str


def append_plans(plans: Iterable[NewPlan]) -> None:
    """Keep compiled plans and for what they were compiled. One that is kept already stays: compiling is deterministic."""
    held, moment = tuple(plans), now()
    rows = [(one.id, one.bundle, one.theme, one.region, one.plan, moment) for one in {one.id: one for one in held}.values()]
    with transaction.atomic(), psycopg.Cursor(raw_connection()) as cursor:  # Django's own quotes each plan letter by letter
        cursor.executemany(_PLAN, rows)
        cursor.executemany(_KEY, [(one.key, one.id) for one in held])


def find_kept_keys(bundle: str, theme: str, region: str) -> frozenset[str]:
    """The keys for which plans of a theme are kept in a region."""
    return frozenset(PlanKey.objects.filter(plan__bundle=bundle, plan__theme=theme, plan__region=region).values_list("key", flat=True))


def find_compiled_regions(bundle: str, theme: str) -> tuple[str, ...]:
    """The regions for which plans of a theme are kept, in order."""
    return tuple(Plan.objects.filter(bundle=bundle, theme=theme).order_by("region").values_list("region", flat=True).distinct())


def find_plans(bundle: str, theme: str, region: str) -> tuple[str, ...]:
    """Every plan compiled so far for a theme in a region, as JSON, oldest first."""
    found = Plan.objects.filter(bundle=bundle, theme=theme, region=region).order_by("compiled_at", "id")
    return tuple(found.values_list(_TEXT, flat=True))
