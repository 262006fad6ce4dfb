"""What happened to a task, in an official's words: who did what, when, and why; newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from shuangquan.core.cases.appeals import OUTCOMES
from shuangquan.core.cases.by_hand import BY_HAND
from shuangquan.core.cases.procedures import GROUNDS, SPECIAL
from shuangquan.core.cases.seats import say_seat
from shuangquan.core.cases.supervision import NAMES
from shuangquan.core.credentials.life import WHY
from shuangquan.core.words.text import Text
from shuangquan.queries.called_lapsed import say_event
from shuangquan.queries.desk_hand_said import HAND_SAID
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_outside import REPORTED
from shuangquan.queries.portal_times import say_clock
from shuangquan.records.changes import StoredEvent
from shuangquan.records.staff import find_names

Body = Mapping[str, Any]
_Say = Callable[[Read, Body], str]


def find_history(read: Read, events: Iterable[StoredEvent]) -> Iterator[tuple[str, str]]:
    """(when, what) of this task and of what people did to the whole case, newest first."""
    listed = tuple(events)
    names = _find_people(read, listed)
    for event in reversed(listed):
        body = event.body
        if "item" in body and (body["item"], body.get("member")) != read.task.key:
            continue
        words = _SAID.get(event.kind)
        text = words(read, body) if words else ""
        if text:
            who = names.get(str(body.get("officer", "")), "")
            at = say_clock(event.happened_at, read.language, seen=read.seen)
            yield at, read.say(f"{who}：{text}", f"{who}: {text}") if who else text


def _find_people(read: Read, events: Iterable[StoredEvent]) -> Mapping[str, str]:
    """Officers of this task's events by their subject. At most one query."""
    mine = (one.body for one in events if (one.body.get("item"), one.body.get("member")) == read.task.key)
    subjects = {str(body[name]) for body in mine for name in ("officer", "first") if body.get(name)}
    ids = {int(one.removeprefix("staff-")) for one in subjects if one.removeprefix("staff-").isdecimal()}
    return {f"staff-{number}": name for number, name in find_names(ids).items()} if ids else {}


def _role(read: Read, body: Body) -> str:
    return read.text(say_seat(read.case, read.index, str(body["role"])))


def _fixed(zh: str, en: str) -> _Say:
    return lambda read, _body: read.say(zh, en)


def _of_role(zh: str, en: str) -> _Say:
    return lambda read, body: read.say(f"{_role(read, body)}{zh}", f"{_role(read, body)} {en}")


def _stage_name(read: Read, body: Body) -> Text:
    return next((wait.name for wait in read.item.waits if wait.id == body["stage"]), Text(str(body["stage"])))


def _verified(read: Read, body: Body) -> str:
    return {
        "kept": read.say("核查：符合", "Verified: right"),
        "mending": read.say("核查：不符合，限期改正", "Verified: not so, to be put right"),
        "broken": read.say("核查：不符合，撤销结果", "Verified: not so, the result is revoked"),
    }[str(body["outcome"])]


def _decided(read: Read, body: Body) -> str:
    refused = body["outcome"] == "refuse"
    by = {"officer": ("审批人员", "officer"), "department": ("部门系统", "department"), "rule": ("规则", "rules")}[str(body["by"])]
    word = ("没通过", "refused") if refused else ("决定通过", "approved")
    return read.say(f"{by[0]}{word[0]}", f"{word[1]} by {by[1]}")


def _with_text(zh: str, en: str, field: str = "text") -> _Say:
    """The sentence, then what was written with it."""

    def say(read: Read, body: Body) -> str:
        written = read.said(str(body[field]))
        return read.say(zh, en) + (read.say("：", ": ") + written if written else "")

    return say


def _replaced(read: Read, body: Body) -> str:
    why = WHY[str(body["why"])]
    return _with_text(f"换发证照（{why.zh}）", f"The certificate was replaced ({why.say('en')})")(read, body)


def _assigned(read: Read, body: Body) -> str:
    note = read.said(str(body["text"]))
    if not body["to"]:
        return read.say(f"放回给大家：{note}", f"Put back for everybody: {note}")
    if body["to"] == body["officer"]:
        return read.say("认领", "Taken up") + (read.say("：", ": ") + note if note else "")
    return read.say(f"转给另一位：{note}", f"Handed on: {note}")


_ACTS = {
    "pass": Text("通过", "pass"),
    "refuse": Text("不予", "refuse"),
    "extend": Text("延期", "extend"),
    "revoke": Text("撤销", "revoke"),
    "reopen": Text("自行纠正，重新办", "reopen it"),
}


_REOPENED = {
    "appeal": ("按复议决定重新办，换人决定", "Opened again by the decision on appeal, for another officer"),
    "self": ("自行纠正，重新办，换人决定", "Opened again by its own department, for another officer"),
    "again": ("撤回过，申请人又要办，接着办", "Taken back before; the applicant wants it after all"),
    "freed": ("要用的前一样重新办了，接着等", "What it needs is decided anew; it waits again"),
}


def _appealed(read: Read, body: Body) -> str:
    outcome = OUTCOMES[str(body["outcome"])]
    written = read.said(str(body["text"]))
    return read.say(f"复议决定{outcome.zh}：{written}", f"On appeal {outcome.say('en')}: {written}")


def _reported(read: Read, body: Body) -> str:
    zh, en = REPORTED[str(body["what"])]
    if body["signer"] == BY_HAND:
        words = (f"第 {body['number']} 号回音：{zh}，人工录入、双人核对", f"Report {body['number']}: {en}; typed by people, checked by two")
        return read.say(*words)
    return read.say(
        f"部门系统来了第 {body['number']} 号回音：{zh}，验签通过", f"Report {body['number']} of the department: {en}; seal verified"
    )


def _chased(read: Read, body: Body) -> str:
    said = ("受理", "acceptance") if body["about"] == "accept" else ("决定", "decision")
    told = (f"，同时告诉{read.item.supervised_name.zh}", f"; {read.item.supervised_name.say('en')} was told") if body["told"] else ("", "")
    missed = ("，对方系统没接上", "; its system was not reached") if not body["reached"] else ("", "")
    return read.say(
        f"没等到{said[0]}，第 {body['nth']} 次催办{told[0]}{missed[0]}", f"No {said[1]} yet: reminder {body['nth']}{told[1]}{missed[1]}"
    )


_SAID: dict[str, _Say] = {
    "case.submitted": lambda read, _body: (
        read.say("系统提交", "Submitted by the house") if read.case.given else read.say("申请人提交", "Submitted")
    ),
    "case.given": lambda read, body: read.say(
        f"没有申请，按《{body['law']}》直接办理：已告知本人，期限内没有表示不要",
        f"Given without an application under {body['law']}: told, and not declined in time",
    ),
    "party.agreed": _of_role("同意用自己的资料", "agreed"),
    "consent.ended": _of_role("的同意到期或者收回", "'s consent has ended"),
    "call.lapsed": lambda read, body: read.text(say_event(read.index, body) or Text("调用的证照失效了", "A certificate called up lapsed")),
    "party.declined": _of_role("没有同意，由申请人填", "did not agree"),
    "form.signed": _of_role("签名", "signed"),
    "payment.settled": _fixed("付款有结果了", "Payment settled"),
    "evidence.lacking": _fixed("申请人说有一份材料现在没有", "A paper is not at hand"),
    "evidence.given": _fixed("申请人交了一份材料", "A paper was handed in"),
    "task.accepted": _fixed("受理，钟开始走", "Accepted; the clock runs"),
    "task.referred": _fixed("规则转人看", "Referred to a person"),
    "task.held": _fixed("先等着", "Waits"),
    "task.resumed": _fixed("等到了，接着办", "Goes on"),
    "correction.sent": _fixed("发了补正通知，时间停", "Notice sent; the clock stands"),
    "case.rebased": _fixed("改按新版标准办", "Goes on by a new version of the standard"),
    "need.asked": _fixed(
        "到这一步才知道还要几样，直接问了申请人，时间停", "More turned out to be needed; the applicant was asked; the clock stands"
    ),
    "need.answered": _fixed("申请人给了，规则接着走", "Given; the rules go on"),
    "correction.answered": _fixed("申请人补了，时间接着走", "Answered; the clock runs on"),
    "task.passed": lambda read, body: (
        read.say("审批人员通过", "Passed by an officer") if body["by"] == "officer" else read.say("规则通过", "Passed by the rules")
    ),
    "stage.begun": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}开始，时间停", f"{_stage_name(read, body).say('en')} begins; the clock stands"
    ),
    "stage.ended": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}结束了，接着办", f"{_stage_name(read, body).say('en')} is over; it goes on"
    ),
    "stage.reminded": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}还没有结果，催了一次", f"{_stage_name(read, body).say('en')} has not come; a reminder was sent"
    ),
    "stage.objected": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}有问题，要人看", f"{_stage_name(read, body).say('en')}: something was found; a person looks"
    ),
    **HAND_SAID,
    "department.reported": _reported,
    "department.asked": _fixed("部门系统要补正，问了申请人，时间停", "The department's system asks for more; the clock stands"),
    "department.suspended": _fixed("部门系统开始特别程序，时间停", "Special procedure at the department; the clock stands"),
    "department.resumed": _fixed("特别程序结束，时间接着走", "Special procedure over; the clock runs on"),
    "department.approved": _fixed("部门系统决定通过，等它制证", "Approved by the department's system; the certificate is to come"),
    "department.chased": _chased,
    "supervisor.told": lambda read, body: read.say(
        f"结果告诉了监管部门，回执 {body['receipt']}", f"The supervisor was told; receipt {body['receipt']}"
    ),
    "card.issued": lambda read, body: read.text(NAMES[str(body["level"])]),
    "card.answered": _fixed("回复了督办", "The delay was accounted for"),
    "task.sent": _fixed("送到部门业务系统", "Sent to the department's system"),
    "task.decided": _decided,
    "certificate.issued": _fixed("制证", "Certificate issued"),
    "task.done": _fixed("办结", "Done"),
    "pledge.opened": _fixed("按承诺办的，之后来核查", "By promise; to be verified"),
    "pledge.verified": _verified,
    "recheck.opened": _fixed("自动办结的，要再看一遍", "Decided by rules; to be looked at again"),
    "result.doubted": _fixed("所依据的结果撤销了，看能不能留", "What it rests on was revoked; can it stay?"),
    "certificate.revoked": _fixed("撤销一张证照", "A certificate was revoked"),
    "certificate.held": _with_text("证照暂停使用", "The certificate is suspended"),
    "certificate.freed": _with_text("证照恢复", "The certificate is in force again"),
    "certificate.replaced": _replaced,
    "result.ends": _fixed("相关的旧证照随之失效", "Certificates held before lost force"),
    "task.stopped": _fixed("不办了，前一样没办成", "Stopped"),
    "task.withdrawn": _fixed("申请人撤回", "Withdrawn"),
    "special.begun": lambda read, body: read.say(
        f"{SPECIAL[str(body['special'])].zh}开始，要 {body['days']} 个工作日，时间停",
        f"{SPECIAL[str(body['special'])].say('en')} begins, {body['days']} working days; the clock stands",
    ),
    "special.ended": _with_text("特别程序有结果，时间接着走", "The special procedure has its result; the clock runs on"),
    "hearing.offered": _with_text("告知可以要求听证", "A hearing was offered"),
    "hearing.demanded": _fixed("申请人要求听证，时间停", "A hearing is demanded; the clock stands"),
    "hearing.waived": lambda read, body: (
        read.say("申请人不要听证", "The applicant wants no hearing")
        if body["by"] == "applicant"
        else read.say("听证到期没有答复，视为不要", "No answer on the hearing, which is a no")
    ),
    "hearing.set": _with_text("通知了听证的时间地点", "The hearing was announced", "place"),
    "task.extended": lambda read, body: read.say(
        f"延期 {body['days']} 个工作日：{read.said(str(body['text']))}",
        f"Extended by {body['days']} working days: {read.said(str(body['text']))}",
    ),
    "task.not_accepted": lambda read, body: read.say(
        f"不予受理（{GROUNDS[str(body['ground'])].zh}）：{read.said(str(body['text']))}",
        f"Not accepted ({GROUNDS[str(body['ground'])].say('en')}): {read.said(str(body['text']))}",
    ),
    "task.returned": _with_text("退件", "Given back"),
    "task.assigned": _assigned,
    "decision.proposed": lambda read, body: read.say(
        f"提出{_ACTS[str(body['act'])].zh}，等另一位复核", f"Proposed: {_ACTS[str(body['act'])].say('en')}; a second officer looks"
    ),
    "decision.confirmed": lambda read, body: read.say(
        f"复核同意{_ACTS[str(body['act'])].zh}", f"Confirmed: {_ACTS[str(body['act'])].say('en')}"
    ),
    "decision.sent_back": _with_text("复核退回", "Sent back"),
    "visit.photographed": _with_text("拍了一张现场照片", "A photograph was taken there"),
    "case.archived": lambda read, body: read.say(f"归档：{body['package']}", f"Archived: {body['package']}"),
    "case.returned": _with_text("应申请人要求，整件退回", "The whole matter was given back as the applicant asked"),
    "case.merged": _with_text("并到另一件里接着办", "Merged into another matter, which goes on"),
    "twin.taken": _with_text("另一件并到了这里", "Another matter was merged into this one"),
    "twin.apart": _with_text("看过，和另一件不是同一件", "Looked at: not the same matter as another"),
    "account.asked": _with_text("督办：要求说明", "Supervision asks for an account"),
    "appeal.filed": lambda read, body: _with_text(
        *(
            ("代收申请人的复议申请书", "Took in the applicant's appeal on paper")
            if body["officer"]
            else ("申请人申请行政复议", "The applicant appealed")
        )
    )(read, body),
    "appeal.accepted": lambda read, body: (
        read.say("复议受理", "The appeal is taken up") if body["officer"] else read.say("复议到期没有告知，视为受理", "Taken up by silence")
    ),
    "appeal.rejected": _with_text("复议不予受理", "The appeal is not taken up"),
    "appeal.answered": _with_text("答复行政复议", "The appeal was answered"),
    "appeal.stayed": _with_text("复议期间停止执行", "Stayed until the appeal is decided"),
    "appeal.withdrawn": _fixed("申请人撤回行政复议", "The applicant took the appeal back"),
    "appeal.decided": _appealed,
    "task.reopened": lambda read, body: read.say(*_REOPENED[str(body["why"])]),
    "department.revoked": _with_text("部门系统撤销了它批的", "Taken back by the department's system"),
    "result.withdrawn": _with_text("随所依据的一并撤销", "Withdrawn with what it rests on"),
    "department.recalled": lambda read, body: (
        read.say("告诉了部门系统：撤回了，之后的回音不作数", "Its system was told of the withdrawal; what it still says does not count")
        if body["known"]
        else read.say("部门系统没有收过这一份，不用撤", "Its system never had the package")
    ),
    "department.informed": _fixed("告诉了部门系统：所依据的不再有效", "Its system was told: what it rests on does not count"),
    "result.revoked": _with_text("撤销结果", "The result was revoked"),
}
