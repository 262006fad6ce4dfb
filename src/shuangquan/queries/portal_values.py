"""One fact as a page shows it: its words, its mask, and where it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.confirming import PAPER
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.credentials.masks import mask_value
from shuangquan.core.exchange.values import print_value
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.knowledge import Form, Knowledge, Unknown, Value
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment

HIDDEN = {"resident_id": "**** **** **** ****", "phone": "*** **** ****", "address": "********"}


NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value came from.

    kind: fetched | certificate | sign_in | own | paper | applicant | changed | item | down | none | hidden | offered.

    provider, name: of the source where there is one. at: when, in words; empty when that says nothing. moment: when.
    """

    kind: str
    provider: Text = NOTHING
    name: Text = NOTHING
    at: str = ""
    moment: datetime | None = field(default=None, compare=False)


def make_anchor(var: Var) -> str:
    """An id for the page: f-children-1-name."""
    member = f"-{var.member}" if var.member is not None else ""
    return f"f-{var.role}{member}-{var.fact}"


def print_fact(planned: PlanVar, value: Value | None, language: str) -> str:
    """The value as people read it, codes by their labels."""
    labels = dict(planned.options)
    if isinstance(value, str) and value in labels:
        return labels[value].say(language)
    if isinstance(value, tuple):
        return "、".join(labels[code].say(language) if code in labels else code for code in value)
    return print_value(planned.type, value, language)


def mask_fact(planned: PlanVar, value: Value | None, language: str) -> str:
    """What of a sensitive value is shown until its owner asks for all of it."""
    return mask_value(planned.type, print_fact(planned, value, language)) if planned.type in HIDDEN else "****"


def hide_fact(planned: PlanVar) -> str:
    """A value that may not be seen yet: its length says nothing."""
    return HIDDEN.get(planned.type, "****")


def raw_value(value: Value | None) -> str:
    """The value as a form control takes it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def find_provenance(case: Case, index: PlanIndex, know: Knowledge, language: str, seen: datetime) -> Provenance:
    """Where this knowledge came from, for its chip."""
    if know.form is Form.ABSENT or know.why is Unknown.NO_RECORD:
        return _of_source(case, index, know, "none", "")
    if know.why is Unknown.PENDING:
        return Provenance("hidden")
    if know.why is Unknown.SOURCE_DOWN:
        return _of_source(case, index, know, "down", "")
    if know.origin is None:
        return Provenance("own")
    at = say_moment(know.origin.at, language, seen=seen)
    kind = know.origin.kind
    if kind in ("resource", "certificate"):
        found = _of_source(case, index, know, "fetched" if kind == "resource" else "certificate", at)
        return replace(found, moment=know.origin.at)
    if kind == "corrected":
        return Provenance("changed", at=at)
    if kind == PAPER:
        evidence = index.evidence.get(know.origin.source)
        return Provenance(PAPER, name=evidence.name if evidence else NOTHING, at=at)
    if kind == "item":
        item = index.items.get(know.origin.source)
        return Provenance("item", item.department_name if item else Text(""), item.name if item else Text(""), at)
    if kind == "sign_in":
        return Provenance("guardian" if know.origin.source == "guardian" else "sign_in", at=at)
    return Provenance("own", at=at)


def find_firsts(found: Sequence[Provenance]) -> tuple[Provenance, ...]:
    """The same in that order, one day's answers of one source as its first: a form says the source once, not a minute apart each time."""
    firsts: dict[object, tuple[datetime, Provenance]] = {}
    for one in found:
        known = firsts.get(_source_of(one))
        if one.moment is not None and (known is None or one.moment < known[0]):
            firsts[_source_of(one)] = (one.moment, one)
    return tuple(firsts[_source_of(one)][1] if one.moment else one for one in found)


def _source_of(one: Provenance) -> object:
    return one.kind, one.provider, one.name, one.moment.date() if one.moment else None


def _of_source(case: Case, index: PlanIndex, know: Knowledge, kind: str, at: str) -> Provenance:
    source = know.origin.source if know.origin else ""
    for draw in (*index.plan.draws, *index.plan.lost):
        if draw.source == source:
            return Provenance(kind, draw.provider_name, _short(draw.name), at)
    return Provenance(kind, Text(""), Text(source), at)


def _short(name: Text) -> Text:
    """人口基础信息查询 → 人口基础信息: on a chip what was asked counts, not that it was asked."""
    return Text(name.zh.removesuffix("查询"), name.en)
