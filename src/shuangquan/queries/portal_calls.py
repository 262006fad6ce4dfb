"""Which of my data was asked of whom, when, for what: from the record of calls and of readings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.packages import find_package_facts
from shuangquan.core.cases.policy import FOR_PERSON, FOR_WARD
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse, PartyCall

MOST = 200
APP = "app:"
"""Before the id of an app that acted for somebody, as `Actor.by` has it."""
PACKAGES = "packages"
"""The source under which a package to a department is recorded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to an outside party, or one package that went to it. fields: what was asked for, or what went.

    items: what for, none to tell the situation; ok: answered, or taken; sent: it is a package.
    """

    at: str
    when: datetime
    party: Text
    source: Text
    fields: tuple[Text, ...]
    items: tuple[Text, ...]
    ok: bool
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """One reading by a person at a door, or by an app or another person for whose matter it is (app: whose hands, else "")."""

    at: str
    kind: str
    department: str
    purpose: str
    app: str = ""

    @property
    def person(self) -> bool:
        """Whether it was another person whom they let act, or a parent; `app` is `Actor.by` then."""
        return self.app.startswith((FOR_PERSON, FOR_WARD))

    @property
    def guardian(self) -> bool:
        """Whether it was a parent."""
        return self.app.startswith(FOR_WARD)


Names = Mapping[str, tuple[Text, Text]]
"""(provider, name) by source."""


def _names_of(index: PlanIndex) -> Names:
    """Names by the draws of a plan."""
    return {draw.source: (draw.provider_name, draw.name) for draw in (*index.plan.draws, *index.plan.lost)}


def _labels_of(index: PlanIndex) -> dict[tuple[str, str], Text]:
    """Words for what each source gives, by (source, field)."""
    draws = (*index.plan.draws, *index.plan.lost)
    return {(draw.source, field): index.vars[path].label for draw in draws for path, field in draw.gives if path in index.vars}


def _items_of(purpose: str, index: PlanIndex) -> tuple[Text, ...]:
    """The items a question was asked for, as its record names them after the theme; none where it tells which situation is the case's."""
    named = purpose.partition("：")[2].split("、")
    known = {item.name.zh: item.name for item in index.items.values()}
    return tuple(known[name] for name in named if name in known)


def find_calls(case_id: str, index: PlanIndex, language: str) -> tuple[Asked, ...]:
    """Questions asked for one matter, newest first."""
    names, labels = _names_of(index), _labels_of(index)
    with enter_context():
        rows = list(PartyCall.objects.filter(case_id=case_id).order_by("-at")[:MOST])
    found = []
    for row in rows:
        item = index.items.get(row.item) if row.source == PACKAGES else None
        if item is not None:
            found.append(_sent(row, item, index, language))
            continue
        known = names.get(row.source)
        if known is None:
            continue
        fields = tuple(dict.fromkeys(labels[row.source, name] for name in row.field_names if (row.source, name) in labels))
        found.append(
            Asked(say_moment(row.at, language), row.at, known[0], known[1], fields, _items_of(row.purpose, index), row.outcome == "ok")
        )
    return tuple(found)


_MEMBER = re.compile(r"\[[^\]]*\]")


def _sent(row: PartyCall, item: PlanItem, index: PlanIndex, language: str) -> Asked:
    """A package: what the item needs, named as the form names it. What is wanted back is not yet anybody's data."""
    needed = {f"{own}.{fact}": f"{role}.{fact}" for own, role, fact in find_package_facts(index, item)}
    paths = (needed.get(_MEMBER.sub("", name)) for name in row.field_names)
    fields = tuple(dict.fromkeys(index.vars[path].label for path in paths if path is not None and path in index.vars))
    return Asked(
        say_moment(row.at, language), row.at, item.department_name, item.name, fields, (item.name,), row.outcome == "ok", sent=True
    )


def find_readings(case_id: str, language: str) -> tuple[Looked, ...]:
    """Readings of one matter by staff, and by apps for its people, newest first."""
    with enter_context():
        others = DataUse.objects.filter(case_id=case_id).filter(
            ~Q(actor_kind="citizen") | Q(by__startswith=APP) | Q(by__startswith=FOR_PERSON) | Q(by__startswith=FOR_WARD)
        )
        rows = list(others.order_by("-at")[:MOST])
    return tuple(
        Looked(say_moment(row.at, language), row.actor_kind, row.department, row.purpose, row.by.removeprefix(APP) if row.by else "")
        for row in rows
    )
