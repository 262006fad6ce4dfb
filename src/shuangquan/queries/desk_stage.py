"""What an officer is told of a stage: what is waited for, who tells of it, and why it came to a person."""

from dataclasses import dataclass

from shuangquan.core.cases.certificate_life import find_correctable
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.stages import find_wait
from shuangquan.core.exchange.values import print_value
from shuangquan.core.standard.plan import StageWait
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock, say_limit


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the officer tells with what has happened. name: its path; options: (code, label) of a choice."""

    name: str
    label: str
    type: str
    options: tuple[tuple[str, str], ...]


def find_correctable_lines(read: Read) -> tuple[Told, ...]:
    """What may be put right in a new certificate, labelled with whose it is and how it stands now."""
    found = []
    for path, called in find_correctable(read.index, read.item).items():
        planned = read.index.vars[path]
        value = read.case.value(find_var(read.index, path, read.task.member))
        if value is not None:
            labels = {code: read.text(one) for code, one in planned.options}
            now = labels.get(str(value)) or print_value(planned.type, value, read.language)
            label = read.say(f"{called.zh}（现在是：{now}）", f"{called.say('en')} (now: {now})")
            found.append(Told(path, label, planned.type, tuple((c, read.text(one)) for c, one in planned.options)))
    return tuple(found)


def find_told(read: Read) -> tuple[Told, ...]:
    """What the standard wants told with the event the task waits for."""
    wait = find_wait(read.item, read.task)
    planned = [read.index.vars[path] for path in wait.gives] if wait is not None else []
    return tuple(
        Told(one.path, read.text(one.label), one.type, tuple((c, read.text(label)) for c, label in one.options)) for one in planned
    )


def find_waiting(read: Read) -> tuple[str, str, str]:
    """What a task in a stage waits for."""
    until = say_clock(read.task.until, read.language, seen=read.seen) if read.task.until else ""
    wait = find_wait(read.item, read.task)
    if wait is not None and wait.awaits:
        return _find_awaited(read, wait, until) if read.task.until else _find_gathering(read, wait)
    return (
        "info",
        read.say(f"公示到 {until}", f"Open to objections until {until}"),
        read.say("这段时间不计入时限；没有异议，到时自己接着办。", "The clock stands; without an objection it goes on by itself."),
    )


def _find_gathering(read: Read, wait: StageWait) -> tuple[str, str, str]:
    """Passed, and a joint visit begins when the others are ready."""
    others = read.join(read.text(read.index.items[other].department_name) for other in wait.joint if other != read.item.id)
    head = read.say(f"等{others}，一起上门", f"Waits for {others}: one visit")
    return "info", head, read.say("他们看完材料，联合踏勘就开始。", "The joint visit begins when they have read the papers.")


def _find_awaited(read: Read, wait: StageWait, until: str) -> tuple[str, str, str]:
    """Something outside has to happen; a joint visit names the others."""
    others = [read.index.items[other] for other in wait.joint if other != read.item.id]
    with_ = read.join(f"{read.text(other.department_name)}（{read.text(other.name)}）" for other in others)
    about = read.index.roles.get(wait.about)
    whom = read.say(f"（{about.label.zh}）", f" ({about.label.say('en')})") if about is not None else ""
    head = read.say(f"等{wait.name.zh}", f"Waits for: {wait.name.say('en')}") + whom
    told = read.say(f"由{wait.awaits_name.zh}登记结果；", f"{wait.awaits_name.say('en')} tells of it; ")
    usual = say_limit(wait.expect, read.language)
    usually = read.say(f"一般 {usual}，", f"usually {usual}, ") if usual else ""
    end = read.say(f"{usually}{until} 还没有就转人看。这段时间不计入时限。", f"{usually}after {until} a person decides. The clock stands.")
    joint = read.say(f"{wait.joint_name.zh}，和{with_}一次上门，各答各的。", f"One visit together with {with_}; each answers for itself. ")
    times = read.task.reminded
    urged = read.say(f"已经催过 {times} 次，请尽早登记。", f"Reminded {times} times: please tell of it. ") if times else ""
    return "wait" if times else "info", head, urged + (joint if others else "") + told + end


def find_staged(read: Read) -> tuple[str, str, str]:
    """Somebody objected, a visit found something, what was waited for did not come, or nobody answered a notice."""
    if read.task.why == "unanswered":
        return (
            "wait",
            read.say("通知到期了，申请人没有补", "The notice ran out unanswered"),
            read.say("可以再发一次通知，或者不予办理。没答不等于不予。", "Ask once more, or refuse. Silence alone refuses nothing."),
        )
    if read.task.why != "awaited":
        head = read.say("有人提了异议，或者现场有问题", "An objection, or a finding on the spot")
        return "wait", head, read.said(read.task.text)
    wait = find_wait(read.item, read.task)
    what = wait.name if wait is not None else read.item.name
    return (
        "wait",
        read.say(f"{what.zh}一直没有结果", f"{what.say('en')} came to nothing"),
        read.say("等到了最后一天。可以通过（再等一轮）、发通知，或者不予。", "Waited for to the last day. Pass (it waits anew) or refuse."),
    )
