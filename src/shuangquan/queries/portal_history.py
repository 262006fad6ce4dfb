"""What happened, in plain words: a sentence for every event that means something to people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.appeals import OUTCOMES
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.credentials.life import WHY
from shuangquan.core.words.text import Text
from shuangquan.queries.called_lapsed import say_event
from shuangquan.queries.portal_history_delivery import DELIVERY_SAYS
from shuangquan.queries.portal_outside import say_chased, say_reported, say_told
from shuangquan.queries.portal_stations import TWINS_SAY, say_along
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.changes import StoredEvent

Body = Mapping[str, Any]
Say = Callable[[PlanIndex, Body], Text | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the history. at: in words."""

    at: str
    text: str


def find_history(index: PlanIndex, events: Iterable[StoredEvent], language: str) -> tuple[Told, ...]:
    """Newest first. Kinds without a sentence mean nothing to people: derived situations, plans, resumptions."""
    told = []
    listed = tuple(events)
    given, merged = any(event.kind == "case.given" for event in listed), False
    for event in listed:
        merged = merged or event.kind == "case.merged"
        say = _find_say(event.kind, given=given, merged=merged)
        text = say(index, event.body) if say else None
        if text is not None:
            told.append(Told(say_moment(event.happened_at, language), text.say(language)))
    return tuple(reversed(told))


def _find_say(kind: str, *, given: bool, merged: bool) -> Say | None:
    if given and kind == "case.submitted":
        return _SUBMITTED_FOR
    return say_along if merged and kind == "task.withdrawn" else SENTENCES.get(kind)


def _fixed(zh: str, en: str) -> Say:
    return lambda _index, _body: Text(zh, en)


def _given(_index: PlanIndex, body: Body) -> Text | None:
    law, article = str(body["law"]), f"第{body['article']}条" if body["article"] else ""
    return Text(
        f"按《{law}》{article}直接为你办理，你没有申请，也不用签名。", f"Handled for you under {law}, without an application or signature."
    )


def _of_item(zh: str, en: str) -> Say:
    def say(index: PlanIndex, body: Body) -> Text | None:
        item = index.items.get(str(body["item"]))
        return (
            Text(zh.format(item.name.zh, item.department_name.zh), en.format(item.name.say("en"), item.department_name.say("en")))
            if item
            else None
        )

    return say


def _of_stage(zh: str, en: str) -> Say:
    """As `_of_item`, with the stage's name second."""

    def say(index: PlanIndex, body: Body) -> Text | None:
        item = index.items.get(str(body["item"]))
        wait = next((one for one in item.waits if one.id == body["stage"]), None) if item else None
        if item is None or wait is None:
            return None
        return Text(zh.format(item.name.zh, wait.name.zh), en.format(item.name.say("en"), wait.name.say("en")))

    return say


def _of_role(zh: str, en: str) -> Say:
    def say(index: PlanIndex, body: Body) -> Text | None:
        name, _, member = str(body["role"]).removesuffix("]").partition("[")
        role, place = index.roles.get(name), f" {member}" if member else ""
        return Text(zh.format(role.label.zh + place), en.format(role.label.say("en") + place)) if role else None

    return say


_APPEALED = _of_item("你申请了行政复议：{0}。", "You appealed: {0}.")
_LODGED = _of_item("窗口代收了你的复议申请书：{0}。", "Your appeal on paper was taken in at the desk: {0}.")
_SUBMITTED_FOR = _fixed("需要的都查到了，由系统提交。", "Everything was found; it was submitted for you.")


def _source(index: PlanIndex, body: Body) -> Text | None:
    draw = next((one for one in (*index.plan.draws, *index.plan.lost) if one.id == body["draw"]), None)
    if draw is None:
        return None
    where, where_en = f"{draw.provider_name.zh}（{draw.name.zh}）", f"{draw.provider_name.say('en')} ({draw.name.say('en')})"
    known = len([note for note in body["notes"] if note["form"] == "known"])
    if body["outcome"] == "down":
        return Text(f"{where}的系统连不上，先不等它。", f"{where_en} could not be reached; we go on without it.")
    if body["outcome"] == "none":
        return Text(f"问了{where}，没有记录。", f"{where_en} was asked and has no record.")
    return Text(f"向{where}取了 {known} 项。", f"{known} answers came from {where_en}.")


def _decided(index: PlanIndex, body: Body) -> Text | None:
    if body["outcome"] != "refuse":
        return None
    return _of_item("{0}没通过。", "{0} was not approved.")(index, body)


_DECLINED_MEMBER = {
    "refused": ("{0}没有同意，由审批人员联系。", "{0} did not agree; an officer gets in touch."),
    "silent": ("{0}没有答复，由审批人员联系。", "{0} did not answer; an officer gets in touch."),
    "typed": ("没有等{0}答复，由审批人员联系。", "{0} was not waited for; an officer gets in touch."),
}


def _declined(index: PlanIndex, body: Body) -> Text | None:
    listed = "[" in str(body["role"])  # one of a list: nobody fills in for them, an officer gets in touch
    how = (
        _DECLINED_MEMBER[str(body["how"])]
        if listed
        else {
            "refused": ("{0}没有同意，改由你填。", "{0} did not agree; you fill it in."),
            "silent": ("{0}没有答复，改由你填。", "{0} did not answer; you fill it in."),
            "typed": ("你选择不等{0}，自己来填。", "You chose to fill it in for: {0}."),
        }[str(body["how"])]
    )
    return _of_role(*how)(index, body)


def _ordered(_index: PlanIndex, body: Body) -> Text:
    return Text(f"要付 {body['amount']} 元，一次付清。", f"CNY {body['amount']} is due, in one sum.")


def _paid(_index: PlanIndex, body: Body) -> Text | None:
    return Text("付好了。", "Paid.") if body["state"] == "paid" else Text("没付成，钱没有扣。", "Not paid; no money was taken.")


def _refund(index: PlanIndex, body: Body) -> Text | None:
    return _of_item(f"{{0}}没办成，{body['amount']} 元原路退回。", f"{{0}} came to nothing; CNY {body['amount']} goes back.")(index, body)


def _passed(index: PlanIndex, body: Body) -> Text | None:
    if body["by"] == "officer":
        return _of_item("{0}：审批人员看过，通过。", "{0}: an officer looked and passed it.")(index, body)
    return _of_item("{0}：规则自动通过。", "{0}: passed by the rules.")(index, body)


def _carded(index: PlanIndex, body: Body) -> Text | None:
    """People are told what is late, not what is nearly so."""
    words = {
        "yellow": ("{0}超过了承诺的时间，{1}得了黄牌。", "{0} is past its limit; {1} got a yellow card."),
        "red": ("{0}超时很久，{1}得了红牌，要说明原因。", "{0} is long past its limit; {1} got a red card and has to account for it."),
    }.get(str(body["level"]))
    return _of_item(*words)(index, body) if words else None


def _verified(index: PlanIndex, body: Body) -> Text | None:
    words = {
        "kept": ("{1}核查过{0}，没有问题。", "{1} verified {0}: all is well."),
        "mending": ("{1}核查{0}，有不符合的，限期改正。", "{1} verified {0}: something is to be put right."),
        "broken": ("{1}核查{0}，不符合，结果撤销。", "{1} verified {0}: not as it should be; the result is revoked."),
    }[str(body["outcome"])]
    return _of_item(*words)(index, body)


def _appealed(index: PlanIndex, body: Body) -> Text | None:
    found = OUTCOMES[str(body["outcome"])]
    return _of_item(f"{{0}}：行政复议决定{found.zh}。", f"{{0}}: on appeal {found.say('en')}.")(index, body)


def _reopened(index: PlanIndex, body: Body) -> Text | None:
    words = {
        "appeal": ("按复议决定，{1}重新办{0}。", "By the decision on appeal {1} takes up anew: {0}."),
        "self": ("{1}自己纠正，重新办{0}。", "{1} corrects itself and takes up anew: {0}."),
        "again": ("你又要办{0}，{1}接着办。", "You want it after all, and {1} goes on: {0}."),
        "freed": ("{0}要用的前一样重新办了，它也接着等。", "What {0} needs is taken up anew, so it waits again."),
    }[str(body["why"])]
    return _of_item(*words)(index, body)


def _replaced(index: PlanIndex, body: Body) -> Text | None:
    why = WHY[str(body["why"])]
    return _of_item(
        f"{{0}}：{{1}}给你换发了新的证照（{why.zh}），原来那张不再有效。",
        f"{{0}}: {{1}} replaced the certificate ({why.say('en')}); the earlier one no longer counts.",
    )(index, body)


def _closed(_index: PlanIndex, body: Body) -> Text:
    return {
        "completed": Text("全部办好了。", "Everything is done."),
        "partially_completed": Text("办完了，有的没办成。", "Finished; some items came to nothing."),
        "not_completed": Text("办完了，没有办成。", "Finished; nothing could be done."),
    }[str(body["outcome"])]


SENTENCES: dict[str, Say] = {
    "case.opened": _fixed("开始办，还没提交。", "Begun, not submitted yet."),
    "notice.agreed": _of_role("{0}看过要取哪些数据，同意了。", "{0} read which data is asked for, and agreed."),
    "source.answered": _source,
    "evidence.given": _fixed("交了一份材料。", "A paper was handed in."),
    "evidence.lacking": _fixed("有一份材料现在没有，要人看。", "A paper is not at hand; a person will look."),
    "party.invited": _of_role("请{0}同意用自己的资料。", "{0} was asked to agree."),
    "party.reminded": _of_role("又提醒了{0}一次。", "{0} was reminded."),
    "party.agreed": _of_role("{0}同意了。", "{0} agreed."),
    "party.declined": _declined,
    "consent.ended": _of_role("{0}的同意到期了或者收回了，要再问一次。", "The consent of {0} has ended or was taken back."),
    "call.lapsed": say_event,
    "form.signed": _of_role("{0}签了名。", "{0} signed."),
    "payment.ordered": _ordered,
    "payment.settled": _paid,
    "refund.ordered": _refund,
    "refund.settled": _fixed("退款到账了。", "The refund has arrived."),
    "case.submitted": _fixed("你提交了。", "You submitted."),
    "case.given": _given,
    "case.withdrawn": _fixed("不办了，撤回了。", "Withdrawn."),
    **DELIVERY_SAYS,
    **TWINS_SAY,
    "case.closed": _closed,
    "task.accepted": _of_item("{1}收下了{0}。", "{1} took up: {0}."),
    "task.referred": _of_item("{0}：规则定不了，交给审批人员看。", "{0}: rules cannot decide; an officer looks."),
    "task.held": _of_item("{0}先等着，等到了自己接着办。", "{0} waits and goes on by itself."),
    "correction.sent": _of_item("{1}来了一份通知：{0}还要补材料。时间先停着。", "{1} asks for more: {0}. The clock stands still."),
    "correction.answered": _of_item("你补了{0}的材料。", "You answered the notice: {0}."),
    "case.rebased": _fixed("换成按新版标准办，你填的都还在。", "It goes on by a new version of the standard; what you gave stays."),
    "need.asked": _of_item(
        "{0}：到这一步才知道还要几样，等你给。时间先停着。", "{0}: more turned out to be needed of you. The clock stands still."
    ),
    "need.answered": _of_item("你给了{0}还要的几样，接着办。", "You gave what {0} needed; it goes on."),
    "task.passed": _passed,
    "stage.begun": _of_stage("{0}通过了，接下来是{1}。", "{0} passed; next: {1}."),
    "stage.ended": _of_stage("{0}：{1}结束了，接着办。", "{0}: {1} is over; it goes on."),
    "stage.reminded": _of_stage("{0}：还没等到{1}，催了一次。", "{0}: {1} has not come yet; a reminder was sent."),
    "stage.objected": _of_stage("{0}：{1}有异议或问题，交给审批人员看。", "{0}: something was found ({1}); an officer looks."),
    "department.reported": say_reported,
    "department.asked": _of_item("{1}的系统要你补材料：{0}。时间先停着。", "The system of {1} asks for more: {0}. The clock stands still."),
    "department.suspended": _of_item("{0}：{1}在走特别程序，时间先停着。", "{0}: a special procedure at {1}; the clock stands still."),
    "department.resumed": _of_item("{0}：特别程序结束了，时间接着走。", "{0}: the special procedure is over; the clock runs on."),
    "department.approved": _of_item("{0}：{1}通过了，在制证。", "{0}: approved by {1}; the certificate is being made."),
    "department.chased": say_chased,
    "supervisor.told": say_told,
    "task.sent": _of_item("{0}送到{1}的系统，等它答复。", "{0} went to the system of {1}."),
    "task.decided": _decided,
    "certificate.issued": _of_item("{0}：电子证照做好了。", "{0}: the certificate was made."),
    "task.done": _of_item("{0}办好了。", "{0} is done."),
    "pledge.opened": _of_item("{0}是凭你的承诺办的，{1}之后会来核查。", "{0} was done on your promise; {1} will verify it."),
    "pledge.verified": _verified,
    "card.issued": _carded,
    "recheck.opened": _of_item("{0}是规则自动办的，{1}再看一遍。", "{0} was decided by rules; {1} looks at it again."),
    "result.doubted": _of_item("{0}所依据的结果撤销了，{1}在看。", "What {0} rests on was revoked; {1} looks into it."),
    "certificate.revoked": _of_item("{0}：证照撤销了。", "{0}: the certificate was revoked."),
    "certificate.held": _of_item("{0}：{1}暂停了你的证照，先不能用。", "{0}: {1} has suspended the certificate."),
    "certificate.freed": _of_item("{0}：证照恢复了，可以用了。", "{0}: the certificate is in force again."),
    "certificate.replaced": _replaced,
    "result.ends": _of_item("{0}办成了，相关的旧证照随之失效。", "By {0} certificates held before lost force."),
    "task.stopped": _of_item("{0}不办了，它要用的前一样没办成。", "{0} stopped: what it needs came to nothing."),
    "task.withdrawn": _of_item("{0}不办了，你撤回的。", "{0} was withdrawn by you."),
    "special.begun": _of_item("{0}要做特别程序，时间先停着。", "{0} is under a special procedure; the clock stands."),
    "special.ended": _of_item("{0}：特别程序有结果了，接着办。", "{0}: the special procedure has its result; it goes on."),
    "hearing.offered": _of_item("{1}问你要不要听证：{0}。", "{1} asks whether you want a hearing: {0}."),
    "hearing.demanded": _of_item("你要求听证：{0}。时间先停着。", "You asked for a hearing: {0}. The clock stands."),
    "hearing.waived": _of_item("{0}：不开听证。", "{0}: no hearing."),
    "hearing.set": _of_item("{0}：听证的时间地点定了。", "{0}: the hearing is set."),
    "task.extended": _of_item("{0}延期了。", "{0} takes longer."),
    "task.not_accepted": _of_item("{1}没有受理{0}。", "{1} did not accept: {0}."),
    "task.returned": _of_item("{0}按你的要求退回给你了。", "{0} was given back as you asked."),
    "case.archived": _fixed("办完的事存进档案了。", "The finished matter was put into the archive."),
    "case.returned": _fixed("按你在窗口的要求，整件退回了。", "The whole matter was given back as you asked at the desk."),
    "appeal.filed": lambda index, body: (_LODGED if body["officer"] else _APPEALED)(index, body),
    "appeal.accepted": _of_item("{0}：行政复议受理了，{1}要书面答复。", "{0}: the appeal is taken up; {1} has to answer in writing."),
    "appeal.rejected": _of_item("{0}：行政复议没有受理，理由在文书里。", "{0}: the appeal was not taken up; its document says why."),
    "appeal.answered": _of_item("{1}答复了行政复议：{0}。", "{1} has answered the appeal: {0}."),
    "appeal.stayed": _of_item("{0}：复议期间停止执行。", "{0}: stayed until the appeal is decided."),
    "appeal.withdrawn": _of_item("{0}：你撤回了行政复议。", "{0}: you took the appeal back."),
    "appeal.decided": _appealed,
    "task.reopened": _reopened,
    "department.revoked": _of_item("{1}撤销了{0}的结果。", "{1} revoked the result of: {0}."),
    "result.withdrawn": _of_item("{0}一并撤销了，它凭的那一样不再有效。", "{0} went with it: what it rests on does not count."),
    "department.recalled": _of_item("告诉了{1}：{0}你撤回了。", "{1} was told that you withdrew: {0}."),
    "department.informed": _of_item("告诉了{1}：{0}所依据的不再有效。", "{1} was told that what {0} rests on does not count."),
    "result.revoked": _of_item("{1}撤销了{0}的结果。", "{1} revoked the result of: {0}."),
}
"""By the event's kind. Left out: what the desk does among its own (task.assigned, visit.photographed, decision.proposed,
decision.confirmed, decision.sent_back; twin.apart; hand.*), paper.received, facts.noted, members.picked, member.added, situation.settled,
case.replanned, task.resumed.
"""
