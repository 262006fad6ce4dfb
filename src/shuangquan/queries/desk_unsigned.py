"""Why an officer looks at a task that somebody whom it is about would not sign."""

from shuangquan.core.cases.seats import find_unsettled, say_seat
from shuangquan.queries.desk_read import Read


def find_unsigned(read: Read) -> tuple[str, str, str]:
    """Head of the column: tone, title, sentence. Who it is, and whether they refused, did not answer or were not waited for."""
    said = {
        "refused": read.say("不同意", "refused"),
        "silent": read.say("没有答复", "did not answer"),
        "typed": read.say("申请人没有等", "was not waited for"),
    }
    parts = []
    for seat in find_unsettled(read.case, read.index, read.item, read.task.member):
        state = read.case.parties.get(seat.name)
        how = said.get(state.declined or "", "") if state is not None else ""
        who = read.text(say_seat(read.case, read.index, seat.name))
        parts.append(read.say(f"{who}（{how}）", f"{who} ({how})"))
    title = read.say(f"没有签名：{read.join(parts)}", f"Not signed: {read.join(parts)}")
    text = read.say("联系本人，弄清他的意思，再决定通过还是不通过。", "Get in touch, find out what they want, then decide.")
    return "wait", title, text
