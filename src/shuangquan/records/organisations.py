"""Organisations and windows, and the append-only record of what was changed of them and of staff. No row here holds a citizen's value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuangquan.core.words.text import Text
from shuangquan.records.clock import now
from shuangquan.records.models import HouseChange, Organisation, Window


@dataclass(frozen=True, slots=True)
class StoredOrganisation:
    """One organisation, as its sheet names its cells."""

    code: str
    department: str
    name: Text
    region: str
    parent: str
    supervisor: str
    phone: str


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """One window. takes: ids of items, none for all of its department. english: hall, address, hours; "" where not written."""

    code: str
    department: str
    hall: str
    number: str
    region: str
    address: str
    takes: tuple[str, ...]
    hours: str
    phone: str
    english: tuple[str, str, str] = ("", "", "")


def find_organisations(prefix: str = "") -> tuple[StoredOrganisation, ...]:
    """Those in regions that begin so, by region, department. One query."""
    rows = Organisation.objects.filter(region__startswith=prefix).order_by("region", "department")
    return tuple(_organisation(row) for row in rows)


def find_organisation(department: str, region: str) -> StoredOrganisation | None:
    """The one of a department for a region: there, else in the city, else in the province. One query."""
    wide = [region, f"{region[:4]}00", f"{region[:2]}0000"]
    rows = {row.region: row for row in Organisation.objects.filter(department=department, region__in=wide)}
    return next((_organisation(rows[place]) for place in wide if place in rows), None)


def find_supervisor(department: str, region: str) -> str:
    """The department of the organisation that supervises a department's here; "" where none is named. At most two queries."""
    own = find_organisation(department, region)
    if own is None or not own.supervisor:
        return ""
    found = Organisation.objects.filter(code=own.supervisor).values_list("department", flat=True).first()
    return str(found or "")


def find_windows(regions: Iterable[str], departments: Iterable[str] | None = None) -> tuple[StoredWindow, ...]:
    """Windows in these regions, of these departments or of all, by hall and number. One query."""
    rows = Window.objects.filter(region__in=set(regions)).select_related("organisation").order_by("hall", "number")
    if departments is not None:
        rows = rows.filter(organisation__department__in=set(departments))
    return tuple(_window(row) for row in rows)


def find_windows_within(prefix: str) -> tuple[StoredWindow, ...]:
    """Every window in regions that begin so. One query."""
    rows = Window.objects.filter(region__startswith=prefix).select_related("organisation").order_by("region", "hall", "number")
    return tuple(_window(row) for row in rows)


def keep_organisation(one: StoredOrganisation) -> None:
    """Add it, or change what is there under its code."""
    Organisation.objects.update_or_create(
        code=one.code,
        defaults={
            "department": one.department, "name_zh": one.name.zh, "name_en": one.name.en, "region": one.region, "parent": one.parent,
            "supervisor": one.supervisor, "phone": one.phone,
        },
    )  # fmt: skip


def keep_window(one: StoredWindow) -> None:
    """Add it, or change what is there under its hall and number."""
    Window.objects.update_or_create(
        region=one.region, hall=one.hall, number=one.number,
        defaults={
            "organisation_id": one.code, "address": one.address, "takes": list(one.takes), "hours": one.hours, "phone": one.phone,
            "english": list(one.english),
        },
    )  # fmt: skip


def append_house_change(actor: str, what: str, subject: str, department: str, region: str, detail: Mapping[str, object]) -> None:
    """Note that somebody changed something: account | posting | organisation | window."""
    HouseChange.objects.create(
        at=now(), actor=actor, what=what, subject=subject[:128], department=department, region=region, detail=dict(detail)
    )


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One change: who, what and of what, newest first in lists."""

    actor: str
    what: str
    subject: str
    detail: Mapping[str, object]


def find_house_changes(department: str, most: int = 50) -> tuple[StoredChange, ...]:
    """The last changes of a department. One query."""
    rows = HouseChange.objects.filter(department=department).order_by("-at", "-id")[:most]
    return tuple(StoredChange(row.actor, row.what, row.subject, row.detail) for row in rows)


def _organisation(row: Organisation) -> StoredOrganisation:
    return StoredOrganisation(row.code, row.department, Text(row.name_zh, row.name_en), row.region, row.parent, row.supervisor, row.phone)


def _window(row: Window) -> StoredWindow:
    own = row.organisation
    hall, address, hours = (*row.english, "", "", "")[:3]
    where = (own.code, own.department, row.hall, row.number, row.region, row.address)
    return StoredWindow(*where, tuple(row.takes), row.hours, row.phone, (hall, address, hours))
