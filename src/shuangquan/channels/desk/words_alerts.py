"""What the desk says of 督办 to those who supervise."""

from shuangquan.core.words.text import Text

ALERTS: dict[str, Text] = {
    "alerts": Text("督办", "Supervision"),
    "alerts.none": Text("没有要督办的。", "Nothing to supervise."),
    "alerts.what": Text(
        "超期的、部门系统没有回音的都在这里。要求说明，或者打开转办；到期没有说明的，自动报上一级。",
        "What is overdue or unanswered. Ask for an account, or open it and hand it over; else it goes one level up by itself.",
    ),
    "alerts.item": Text("事项", "Item"),
    "alerts.why": Text("怎么了", "What"),
    "alerts.due": Text("说明期限", "Account by"),
    "alerts.do": Text("办什么", "To do"),
    "alerts.up": Text("下一级没有说明", "not accounted for below"),
    "alerts.ask": Text("要求说明", "Ask for an account"),
    "alerts.asked": Text("{at} 要求过说明，等着", "Asked {at}; awaited"),
    "alerts.sent": Text("要求说明了，部门在这一件的页面上看得到。", "Asked; the department sees it on the task's page."),
    "alerts.start": Text("有 {count} 件超期或者没有回音，要你督办。", "{count} are overdue or unanswered and wait for you."),
    "alerts.go": Text("去督办", "See them"),
}
