"""A matter as programs read it: the pages' own rows as plain values, without what only a page needs."""

from collections.abc import Iterable
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_seats, say_seat
from shuangquan.core.cases.settle import Standing
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_cases import MyCase
from shuangquan.queries.portal_check import find_given
from shuangquan.queries.portal_form import find_fields
from shuangquan.queries.portal_sheets import Field, FormPage, Sheet
from shuangquan.queries.portal_values import Provenance

Plain = dict[str, Any]


def make_line(one: MyCase) -> Plain:
    """A matter in a list."""
    named = ("id", "number", "theme", "state", "part", "waits", "done", "total")
    times = ("opened_at", "submitted_at", "due_at")
    said = {name: at.isoformat() if (at := getattr(one, name)) else "" for name in times}
    return {name: getattr(one, name) for name in named} | said | {"closed_at": one.ended_at.isoformat() if one.ended_at else ""}


def collect_open(open_: Iterable[Refusal], language: str) -> list[Plain]:
    """What is still open, said."""
    return [{"title": say_refusal(one, language), "code": one.code, "where": one.where} for one in open_]


def collect_form(form: FormPage, open_: Iterable[Refusal], language: str) -> Plain:
    """The form."""
    choices = [
        {
            "role": one.role, "label": to_plain(one.label), "pick": one.pick, "can_add": one.can_add,
            "members": [{"key": key, "words": words, "chosen": chosen} for key, words, chosen in one.members],
        }
        for one in form.choices
    ]  # fmt: skip
    sheets = [_sheet(one) for one in form.sheets]
    return {"sheets": sheets, "choices": choices, "known": form.known, "asked": form.asked, "open": collect_open(open_, language)}


def collect_check(form: FormPage) -> Plain:
    """The two lists before signing: what the person gave, and what came from elsewhere."""
    given = [{"label": to_plain(one.label), "value": to_plain(one.value)} for one in find_given(form)]
    fetched = (_fetched(one) for one in form.sheets)
    return {"given": given, "fetched": [one for one in fetched if one["rows"]]}


def collect_own(sheets: Iterable[Sheet]) -> list[Plain]:
    """What another party sees when they sign."""
    return [_sheet(one) for one in sheets]


def collect_questions(case: Case, index: PlanIndex, role: str, standing: Standing, language: str) -> Plain:
    """Open questions, and facts to be typed before them."""
    facts = find_fields(case, index, role, language, tuple(str(var) for var in standing.first))
    asked = []
    for one in standing.questions:
        question = one.situation.question
        if question is not None:
            options = [{"value": value, "label": to_plain(label)} for value, label in question.options]
            head = {"situation": one.situation.name, "member": one.member or "", "many": question.many}
            asked.append({**head, "ask": to_plain(question.ask), "options": options})
    return {"questions": asked, "facts": collect_fields(facts), "known": standing.known}


def collect_fields(fields: Iterable[Field]) -> list[Plain]:
    """Fields to be filled."""
    return [_field(one) for one in fields]


def collect_parties(case: Case, index: PlanIndex) -> list[Plain]:
    """Everybody who takes part beside the applicant, and how they stand."""
    unsigned, found = find_unsigned(case, index), []
    for seat in find_seats(case, index):
        if seat.name == case.signed_in:
            continue
        party = case.parties.get(seat.name)
        state = "not_asked" if party is None or party.invited_at is None else "asked"
        if party is not None and (party.agreed_at or party.declined):
            state = "agreed" if party.agreed_at else "declined"
        found.append(
            {
                "role": seat.name, "label": to_plain(say_seat(case, index, seat.name)), "state": state, "signs": seat.party.signs,
                "declined": (party.declined or "") if party is not None else "",
                "signed": seat.name in case.signatures and seat.name not in unsigned,
            }
        )  # fmt: skip
    return found


def _fetched(sheet: Sheet) -> Plain:
    held = _sheet(sheet)
    rows = [row for row in held["rows"] if row["source"]["kind"] not in ("own", "changed")]
    return {**held, "rows": rows, "fields": [], "papers": []}


def _sheet(sheet: Sheet) -> Plain:
    waiting = sheet.waiting
    return {
        "role": sheet.role, "member": sheet.member, "title": to_plain(sheet.called), "mine": sheet.mine, "declined": sheet.declined,
        "rows": [
            {
                "var": row.var, "label": to_plain(row.label), "text": row.text, "masked": row.masked, "state": row.state,
                "can_fix": row.can_fix, "source": _source(row.provenance),
            }
            for row in sheet.rows
        ],
        "fields": collect_fields(sheet.fields),
        "papers": [
            {"path": one.path, "member": one.member, "name": to_plain(one.name), "state": one.state, "why": to_plain(one.why)}
            for one in sheet.papers
        ],
        "waiting": to_plain(waiting) if waiting is not None else None,
    }  # fmt: skip


def _field(one: Field) -> Plain:
    return {
        "var": one.var, "label": to_plain(one.label), "control": one.control, "value": one.value, "why": to_plain(one.why),
        "options": [{"value": value, "label": to_plain(label)} for value, label in one.options], "sends": one.sends,
        "source": _source(one.provenance) if one.provenance is not None else None,
    }  # fmt: skip


def _source(one: Provenance) -> Plain:
    return {"kind": one.kind, "provider": to_plain(one.provider), "name": to_plain(one.name), "at": one.at}
