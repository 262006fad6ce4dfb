"""What an officer is told of a promise: what was promised, by when it is verified, and what follows from what is found."""

from shuangquan.core.cases.pledges import BROKEN, DOUBTED, KEPT, MENDING, OPEN
from shuangquan.core.cases.rechecks import ALL
from shuangquan.core.standard.later import WITHDRAW, say_later
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock, say_limit


def find_pledged(read: Read) -> tuple[str, str, str]:
    """(tone, title, sentence) of a task whose result is out and rests on a promise, or on a result that was revoked."""
    task, pledge = read.task, read.item.pledge
    promise = read.text(pledge.promise) if pledge is not None else ""
    until = say_clock(task.pledge_by, read.language, seen=read.seen) if task.pledge_by else ""
    if task.recheck and task.pledge != DOUBTED:
        return _find_rechecked(read, until)
    if task.pledge == KEPT:
        return "good", read.say("核查过了，符合", "Verified, as promised"), read.said(task.pledge_text)
    if task.pledge == BROKEN:
        return "bad", read.say("核查不符合，已撤销", "Verified, not so: revoked"), read.said(task.pledge_text)
    if task.pledge == DOUBTED:
        before = read.index.items.get(task.because)
        name = read.text(before.name) if before else ""
        head = read.say(f"“{name}”撤销了", f"Revoked: {name}")
        return "wait", head, read.say("这一样是凭它办的。看看还能不能留。", "This rests on it. See whether it can stay.")
    head = read.say(f"承诺：{promise}", f"Promised: {promise}")
    if task.pledge == MENDING:
        told = read.say(f"改正到 {until}，到时再核查。查到的是：", f"To be put right by {until}, then verified again. Found: ")
        return "wait", head, told + read.said(task.pledge_text)
    assert task.pledge == OPEN
    return "wait", head, read.say(f"凭承诺办的，{until} 前要去核查。", f"Decided on this promise; to be verified by {until}.")


def _find_rechecked(read: Read, until: str) -> tuple[str, str, str]:
    """Of a result that rules decided alone and that is looked at again."""
    task = read.task
    if task.pledge == KEPT:
        return "good", read.say("看过了，没有办错", "Looked at again: right"), read.said(task.pledge_text)
    if task.pledge == BROKEN:
        return "bad", read.say("办错了，已撤销", "Wrong: revoked"), read.said(task.pledge_text)
    if task.recheck == ALL:
        head = read.say("复查：这条规则办的都要再看一遍", "All that these rules decided is looked at again")
    else:
        head = read.say("抽查：规则自动办的，抽中了这一件", "Drawn by lot among what rules decided")
    return "wait", head, read.say(f"没有人看过它。{until} 前看完；结果先照常有效。", f"Nobody has seen it. By {until}; it holds meanwhile.")


def find_verified(read: Read) -> tuple[str, str]:
    """What follows when it is as promised, and when it is not."""
    task, pledge = read.task, read.item.pledge
    kept = read.say("结果照旧有效。", "The result stays.")
    if pledge is not None and pledge.mend is not None and task.pledge == OPEN:
        within = say_limit(pledge.mend, read.language)
        return kept, read.say(
            f"通知申请人 {within}内改正，再核查一次。", f"The applicant has {within} to put it right, then it is verified again."
        )
    papers = read.join(read.text(out.name) for out in read.item.certificates)
    revoked = read.say(f"撤销{papers or '结果'}；", f"{papers or 'The result'} is revoked; ")
    return kept, revoked + read.text(say_later(read.item.later, read.item.refused_later)) + (
        read.say("。", ".")
        if WITHDRAW in read.item.later
        else read.say("。凭它办的别的事项转给各部门看。", ". What rests on it goes to its departments.")
    )
