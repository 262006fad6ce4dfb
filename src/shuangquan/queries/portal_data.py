"""What is held about me in one matter: every fact with where it came from and on which basis, and until when it is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.objecting import Given
from shuangquan.core.cases.rights import KEEP_BASIS, Held, find_held, find_kept_until
from shuangquan.core.standard.plan import Basis
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_calls import Asked, Looked
from shuangquan.queries.portal_objections import Asking, Objected, collect_objections, find_objected
from shuangquan.queries.portal_times import say_moment
from shuangquan.queries.portal_values import Provenance, find_provenance, make_anchor, mask_fact, print_fact
from shuangquan.records.changes import StoredEvent
from shuangquan.records.clock import now


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One fact on the page. state: given | absent. text: masked where it is sensitive; the export has it whole. can_*: no act here.

    var: its name. objected: the newest request to correct it. can_object: a department gave it, and no request is open.
    """

    anchor: str
    label: Text
    text: str
    state: str
    masked: bool
    provenance: Provenance
    var: str
    objected: Objected | None
    can_object: bool
    shared: bool = False


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """The facts of one role or member. number: of a member, else "". bases: what sources were asked on, each once.

    provenance: where most of the facts came from, said once; those rows are `shared`.
    """

    title: Text
    number: str
    rows: tuple[HeldRow, ...]
    bases: tuple[Basis, ...]
    provenance: Provenance | None


def find_held_groups(case: Case, index: PlanIndex, role: str, language: str, asking: Asking) -> tuple[HeldGroup, ...]:
    """Everything that the case holds and `role` may be shown, by whom it is about."""
    groups: dict[tuple[str, str], list[Held]] = {}
    for held in find_held(case, index, role):
        groups.setdefault((held.var.role, held.var.member or ""), []).append(held)
    found = []
    for (of, member), facts in groups.items():
        rows = tuple(_row(case, index, held, language, asking) for held in facts)
        bases = tuple(dict.fromkeys(held.basis for held in facts if held.basis is not None and held.basis.source))
        planned = index.roles.get(of)
        usual = Counter(row.provenance for row in rows if row.provenance.kind == "fetched").most_common(1)
        most = usual[0][0] if usual and usual[0][1] > 1 else None
        rows = tuple(replace(row, shared=row.provenance == most) for row in rows)
        found.append(HeldGroup(planned.label if planned else Text(of), member, rows, bases, most))
    return tuple(found)


def _row(case: Case, index: PlanIndex, held: Held, language: str, asking: Asking) -> HeldRow:
    absent = held.know.form is Form.ABSENT
    show = mask_fact if held.planned.sensitive else print_fact
    text = "" if absent else show(held.planned, held.know.value, language)
    provenance = find_provenance(case, index, held.know, language, now())
    objected = find_objected(asking, held.var, held.planned, language)
    can_object = held.var in asking.given and (objected is None or objected.state != "open")
    shown = (make_anchor(held.var), held.planned.label, text, "absent" if absent else "given", held.planned.sensitive, provenance)
    return HeldRow(*shown, str(held.var), objected, can_object)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """What a department said of one fact. text: in part where it is sensitive, "" when it said that there is none."""

    label: Text
    text: str
    masked: bool
    provenance: Provenance


def find_given_row(case: Case, index: PlanIndex, given: Given, language: str, *, whole: bool = False) -> GivenRow:
    """What a department said, as a page shows it. whole: unmasked."""
    planned, know = given.held.planned, given.know
    absent, masked = know.form is Form.ABSENT, given.held.planned.sensitive and not whole
    text = "" if absent else (mask_fact if masked else print_fact)(planned, know.value, language)
    return GivenRow(planned.label, text, masked and not absent, find_provenance(case, index, know, language, now()))


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a finished matter is kept, in words, and how well that is sourced; until: empty when nothing keeps it."""

    until: str
    grade: str


def find_kept(case: Case, language: str) -> Kept:
    """Until when the matter is kept."""
    until = find_kept_until(case)
    return Kept(say_moment(until, language) if until else "", KEEP_BASIS.grade)


def collect_matter(
    case: Case,
    index: PlanIndex,
    role: str,
    events: Sequence[StoredEvent],
    number: str,
    uses: tuple[Sequence[Asked], Sequence[Looked]],
    asking: Asking,
) -> Mapping[str, Any]:
    """One matter as the export writes it: plain values, whole; texts in 中文 and English. uses: who was asked, who read.

    papers: ids of the papers that the applicant handed in.
    """
    asked, looked = uses
    until = find_kept_until(case)
    return {
        "theme": _plain(index.plan.name),
        "number": number,
        "papers": [blob for blob, _ in case.evidence.values()] if role == case.signed_in else [],
        "state": case.state.value,
        "opened_at": _iso(case.opened_at),
        "submitted_at": _iso(case.submitted_at),
        "closed_at": _iso(case.closed_at),
        "erased_at": _iso(case.erased_at),
        "kept_until": _iso(until),
        "kept_grade": KEEP_BASIS.grade if until else "",
        "held": [_plain_fact(case, index, held) for held in find_held(case, index, role)],
        "objections": collect_objections(index, asking),
        "asked": [_plain_use(one) for one in asked],
        "read": [{"at": one.at, "kind": one.kind, "department": one.department, "purpose": one.purpose} for one in looked],
        "happened": [{"at": _iso(event.happened_at), "kind": event.kind} for event in events],
    }


def _plain_use(one: Asked) -> Mapping[str, Any]:
    return {
        "at": _iso(one.when),
        "party": _plain(one.party),
        "source": _plain(one.source),
        "fields": [_plain(text) for text in one.fields],
        "for": [_plain(text) for text in one.items],
        "answered": one.ok,
        "sent": one.sent,
    }


def _plain_fact(case: Case, index: PlanIndex, held: Held) -> Mapping[str, Any]:
    origin = held.know.origin
    draw = next((one for one in (*index.plan.draws, *index.plan.lost) if origin and one.source == origin.source), None)
    role = index.roles.get(held.var.role)
    return {
        "of": _plain(role.label) if role else {},
        "member": held.var.member or "",
        "what": _plain(held.planned.label),
        "form": held.know.form.value,
        "value": print_fact(held.planned, held.know.value, "zh") if held.know.value is not None else None,
        "from": origin.kind if origin else "",
        "source": _plain(draw.name) if draw else {},
        "provider": _plain(draw.provider_name) if draw else {},
        "since": _iso(origin.at) if origin else None,
        "basis": {"text": held.basis.source, "grade": held.basis.grade} if held.basis else None,
    }


def _plain(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.say("en")}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
