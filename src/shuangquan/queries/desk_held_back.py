"""What an officer is told of a task that rules could decide, and may not just now."""

from shuangquan.core.cases.approval import STOPPED, UNAPPROVED
from shuangquan.queries.desk_read import Read

HELD_BACK = frozenset({STOPPED, UNAPPROVED})


def say_held_back(read: Read) -> tuple[str, str, str]:
    """(tone, title, sentence) of a task whose rules were stopped, or for which nobody answers."""
    head = {
        STOPPED: read.say("这一项的自动审批停了", "Automatic approval of this item is stopped"),
        UNAPPROVED: read.say("这些规则还没有负责人签名", "Nobody answers for these rules yet"),
    }[read.task.why]
    said = ("要的都齐了，规则也没有别的话，但现在要人来定。", "Complete, and the rules have nothing against it; a person decides for now.")
    return "info", head, read.say(*said)
