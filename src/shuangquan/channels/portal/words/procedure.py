"""What a citizen is told of special procedures and hearings."""

from shuangquan.core.words.text import Text

PROCEDURE: dict[str, Text] = {
    "tag.special": Text("{what}，时间停着", "{what}, the clock stands"),
    "tag.hearing": Text("等你答复", "Waits for you"),
    "now.special": Text("{name}：{what}", "{name}: {what}"),
    "now.special.what": Text(
        "到 {at}。这段时间不计入办理时限，这会儿不用你做什么。", "Until {at}. The time does not count; nothing to do now."
    ),
    "now.hearing": Text("{who}问你要不要听证：{name}", "{who} asks whether you want a hearing: {name}"),
    "now.hearing.what": Text("{at} 前答复，不答复就是不要。", "Answer by {at}; silence is a no."),
    "lane.special": Text("{what}到 {at}，这段时间不计入办理时限。", "{what} until {at}; the time does not count. "),
    "lane.special.heard": Text("听证定在 {what}。", "The hearing: {what}. "),
    "lane.hearing": Text(
        "拟不予办理。决定以前，你可以要求当面说一说（听证），不收费。",
        "A refusal is intended. Before it is decided you may be heard, free of charge.",
    ),
    "lane.hearing.go": Text("去答复", "Answer"),
    "hearing.title": Text("要不要听证：{name}", "Do you want a hearing: {name}"),
    "hearing.what": Text("审批人员打算不予办理，理由是：", "The officer means to refuse it, because:"),
    "hearing.yes.what": Text(
        "会通知你时间地点。你当面说明、拿出证据，听过再决定；时间先停着，不收费。",
        "You are told when and where, state your case and show your evidence; it is decided afterwards. The clock stands; it is free.",
    ),
    "hearing.no.what": Text(
        "审批人员接着看。不予的话，你还可以申请行政复议或者起诉。",
        "The officer goes on. If it is refused you can still ask for reconsideration or go to court.",
    ),
    "hearing.by": Text("到什么时候", "By when"),
    "hearing.until": Text("{at} 前答复，不答复就是不要。", "Answer by {at}; silence is a no."),
    "hearing.yes": Text("我要听证", "I want a hearing"),
    "hearing.no": Text("不要听证", "No hearing"),
    "papers": Text("文书", "Documents"),
    "papers.what": Text("每一步的文书都在这里，盖了电子章，可以下载、打印。", "Every step's document, sealed, to download or print."),
    "papers.rest": Text("另外 {n} 份", "{n} more"),
}
