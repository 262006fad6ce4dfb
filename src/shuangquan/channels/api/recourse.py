"""When somebody is not content: reconsideration of a decision, complaints, a department's fact to be corrected; and who saw what.

Erasing and taking everything away stay at the portal: nobody lends that to a program.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from shuangquan.actions.appealing import file_appeal, render_letter, show_filing, withdraw_appeal
from shuangquan.actions.complaining import Wanted, find_own_complaints, judge_answer, send_complaint, withdraw_complaint
from shuangquan.actions.loading import Request, request_of
from shuangquan.actions.objecting import send_objection
from shuangquan.actions.rights import find_obstacle, show_held
from shuangquan.channels.api import recourse_shapes as shapes
from shuangquan.channels.api.afterwards import FILE, Item, Member, send_file
from shuangquan.channels.api.case_shapes import CaseState
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.matters import READ, WRONG, act, check_applies, see, tell_again
from shuangquan.channels.api.problems import find_language
from shuangquan.core.cases.appeals import AGAINST
from shuangquan.core.words.codec import to_plain
from shuangquan.queries.portal_calls import Asked, find_calls, find_readings
from shuangquan.queries.portal_complaints import ComplaintLine, find_complaint_lines
from shuangquan.queries.portal_data import find_kept
from shuangquan.queries.portal_times import say_moment

router = Router(tags=["cases"])
RECOURSE = Needs("case.recourse")
APPEAL, COMPLAIN, OBJECT = "appeal", "complain", "own data"


def _once(case: UUID, do: str, key: str, **what: str) -> Request:
    return request_of(key, {"case": str(case), "do": do, **what})


@router.get("/{case}/appeals/{item}", response={200: shapes.Filing, **WRONG}, auth=READ, url_name="case-appeal")
def show_appeal(request: HttpRequest, case: UUID, item: Item, member: Member = "") -> Any:
    """行政复议: the decision that can be appealed, until when, and what can be asked for."""
    caller, actor = act(request, APPEAL)
    filing, language = show_filing(actor, str(case), caller.who.person, item, member or None), find_language(request)
    told = {"decided": say_moment(filing.weighed.at, language), "by": say_moment(filing.file_by, language), "wants": list(filing.wants)}
    return {"item": item, "decision": to_plain(AGAINST[filing.weighed.against]), "number": filing.number, **told}


@router.post("/{case}/appeals/{item}", response={200: CaseState, **WRONG}, auth=RECOURSE, url_name="case-appeal")
def file_one(request: HttpRequest, case: UUID, item: Item, body: shapes.Appeal, member: Member = "") -> Any:
    """Apply for it."""
    caller, actor = act(request, APPEAL)
    wanted = _once(case, "appeal", body.key, item=item, member=member)
    file_appeal(actor, str(case), caller.who.person, item, member or None, body.wants, body.text, wanted)
    return tell_again(request, case)


@router.post("/{case}/appeals/{item}/withdrawal", response={200: CaseState, **WRONG}, auth=RECOURSE, url_name="case-appeal-back")
def take_back(request: HttpRequest, case: UUID, item: Item, member: Member = "") -> Any:
    """Take it back."""
    caller, actor = act(request, APPEAL)
    withdraw_appeal(actor, str(case), caller.who.person, item, member or None)
    return tell_again(request, case)


@router.get("/{case}/appeals/{item}/letter", response=FILE, auth=RECOURSE, url_name="case-appeal-letter")
def download_letter(request: HttpRequest, case: UUID, item: Item, member: Member = "") -> Any:
    """The application as a PDF, to print and sign."""
    caller, actor = act(request, APPEAL)
    name, content = render_letter(actor, str(case), caller.who.person, item, member or None)
    return send_file(name, content, "application/pdf")


@router.get("/{case}/complaints", response={200: shapes.Complaints, **WRONG}, auth=READ, url_name="case-complaints")
def list_complaints(request: HttpRequest, case: UUID) -> Any:
    """投诉 of the person in this matter, and what was answered."""
    loaded = see(request, case, COMPLAIN, "complaints").loaded
    own = find_own_complaints(loaded, act(request, COMPLAIN)[0].who.index)
    lines = find_complaint_lines(own, {item.id: item.name for item in loaded.index.plan.items}, find_language(request))
    return {"complaints": [_tell_complaint(one) for one in lines]}


def _tell_complaint(one: ComplaintLine) -> dict[str, Any]:
    told = {"id": one.id, "state": one.state, "about": to_plain(one.about), "item": to_plain(one.item), "at": one.at, "due": one.due}
    answers = [{"at": at, "text": text} for at, text in one.answers]
    return {**told, "late": one.late, "text": one.text, "answers": answers, "level": one.level, "again": one.again}


@router.post("/{case}/complaints", response={201: shapes.Complaints, **WRONG}, auth=RECOURSE, url_name="case-complaints")
def complain(request: HttpRequest, case: UUID, body: shapes.Complaint) -> Any:
    """Complain. Papers are added at the portal."""
    caller, actor = act(request, COMPLAIN)
    item = "" if body.about == "system" else body.item
    wanted = Wanted(body.about, item, body.member, body.text, body.contact)
    send_complaint(actor, str(case), caller.who, wanted, _once(case, "complain", body.key, about=body.about, item=item))
    return Status(201, list_complaints(request, case))


@router.post("/{case}/complaints/{complaint}", response={200: shapes.Complaints, **WRONG}, auth=RECOURSE, url_name="case-complaint")
def judge(request: HttpRequest, case: UUID, complaint: UUID, body: shapes.Verdict) -> Any:
    """Say whether the answer satisfies, or take the complaint back."""
    caller, actor = act(request, COMPLAIN)
    if body.do == "back":
        withdraw_complaint(actor, str(case), caller.who, str(complaint))
    else:
        judge_answer(actor, str(case), caller.who, str(complaint), satisfied=body.do == "good")
    return list_complaints(request, case)


@router.post("/{case}/objections", response={201: shapes.Objected, **WRONG}, auth=RECOURSE, url_name="case-objections")
def object_to(request: HttpRequest, case: UUID, body: shapes.Objection) -> Any:
    """Ask a department to correct what it told."""
    caller, actor = act(request, OBJECT)
    said, wanted = (body.right, body.remark), _once(case, "object", body.key, fact=body.fact)
    given = send_objection(actor, str(case), caller.who, body.fact, said, wanted)
    return Status(201, {"fact": body.fact, "department": given.department})


@router.get("/{case}/uses", response={200: shapes.Uses, **WRONG}, auth=READ, url_name="case-uses")
def list_uses(request: HttpRequest, case: UUID) -> Any:
    """Who was asked about the person in this matter, who looked, and until when it is kept."""
    caller, actor = act(request, OBJECT)
    check_applies(see(request, case, OBJECT, "uses"))
    loaded, language = show_held(actor, str(case), caller.who.person).loaded, find_language(request)
    read = find_readings(str(case), language)
    looked = [{"at": one.at, "kind": one.kind, "by": one.app or one.department, "purpose": one.purpose} for one in read]
    return {
        "asked": [_tell_call(one) for one in find_calls(str(case), loaded.index, language)],
        "looked": looked,
        "kept_until": find_kept(loaded.case, language).until,
        "erasable": find_obstacle(loaded.case) is None,
    }


def _tell_call(one: Asked) -> dict[str, Any]:
    named = {"party": to_plain(one.party), "source": to_plain(one.source)}
    lists = {"fields": [to_plain(name) for name in one.fields], "items": [to_plain(name) for name in one.items]}
    return {**named, **lists, "at": one.at, "ok": one.ok, "sent": one.sent}
