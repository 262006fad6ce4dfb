"""What an officer reads of a task that lies with the department's own system."""

from shuangquan.core.cases.hand_state import Hand
from shuangquan.core.cases.outside import find_missing
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock


def say_outside(read: Read) -> tuple[str, str, str] | None:
    """(kind of notice, head, words) when there is more to say than that an answer is awaited."""
    task = read.task
    if task.hand is not None and task.hand.step in ("type", "check", "mend"):
        return _say_by_hand(read, task.hand)
    if task.away_why:
        until = read.say(f"预计到 {task.away_until}。", f"Expected until {task.away_until}. ") if task.away_until else ""
        head = read.say("部门在走特别程序，时间停着", "Special procedure at the department; the clock stands")
        return "info", head, f"{until}{read.said(task.away_why)}"
    missing = "、".join(map(str, find_missing(task)))
    if missing:
        head = read.say(f"部门的回音缺第 {missing} 号", f"Reports missing: {missing}")
        return (
            "wait",
            head,
            read.say("后面的先收着，再问一次，补来了按顺序办。", "Later ones are kept; it is asked again and applied in order."),
        )
    if task.chased and task.chased_at:
        at = say_clock(task.chased_at, read.language, seen=read.seen)
        head = read.say(f"部门过了时限没有答复，催了 {task.chased} 次", f"No answer in time; reminded {task.chased} times")
        name = read.item.supervised_name
        told = read.say(f"也告诉了{name.zh}。", f" {name.say('en')} was told too.") if task.told_of else ""
        return "wait", head, read.say(f"最近一次 {at}。", f"Last {at}.") + told
    if task.approved:
        return "info", read.say("部门决定通过，等它制证", "Approved; the certificate is to come"), ""
    if task.taken_up_at:
        at = say_clock(task.taken_up_at, read.language, seen=read.seen)
        return "info", read.say(f"部门业务系统 {at} 受理了，等它决定", f"Taken up by the department's system {at}"), ""
    return None


def _say_by_hand(read: Read, hand: Hand) -> tuple[str, str, str]:
    """What people have yet to do about a package that they type into the other system."""
    name = read.item.department_name
    if hand.step == "type":
        head = read.say(f"待录入{name.zh}系统", f"To be typed into the system of {name.say('en')}")
        return "wait", head, read.say("那边没有接口，要人一项一项录过去。", "It has no interface: people type it in field by field.")
    head = (
        read.say("等第二个人核对", "A second person checks")
        if hand.step == "check"
        else read.say("两人录的不一样", "Two people read otherwise")
    )
    return "wait", head, read.say("两个人一致了才算。", "It counts once two people agree.")


def say_unreadable(read: Read) -> tuple[str, str, str]:
    """The department's system answered with what nobody can use."""
    head = read.say("部门系统的答复读不懂", "The department's answer cannot be read")
    said = ("你们的系统退回来一份看不懂的结果，要人核对后再办。", "Your own system gave a result that could not be read; please check.")
    return "wait", head, read.say(*said)
